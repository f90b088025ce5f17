"""How presskit changes a folder: as a whole, with a lock, and with a history."""
