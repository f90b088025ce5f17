"""Office files: one guarded package, and one walk through a Word file that import, return and checks are readings of."""
