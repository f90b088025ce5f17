"""The kits in data/: what they promise, and what they must not hold."""
