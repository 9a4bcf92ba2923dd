"""The beginning and the end of a matter: intake, terms of engagement, closing (PRACTICE B, J7)."""
