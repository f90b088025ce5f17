"""Changes of a kit's files by splices: what a change does not touch stays byte for byte, comments included."""
