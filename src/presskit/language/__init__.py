"""What differs from language to language: phrases, dates, numbers, direction."""
