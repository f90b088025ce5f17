"""A kit as a folder on the disk: load, check, build, write."""
