"""Translation: what goes out to translators and what comes back, as values. Files and formats begin elsewhere."""
