"""presskit: one folder of plain files becomes everything that a press office sends out."""

__version__ = "0.1.0"
