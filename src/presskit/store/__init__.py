"""The disk as presskit writes it: folders that change as a whole, their locks, and the history of a kit."""
