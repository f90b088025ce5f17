"""The document that everything else reads or writes. Plain values; no file format, no disk."""
