"""Pictures as files: what of them goes out, and that it is the same picture."""
