"""A supervisor's periodic look at a file (PRACTICE I3)."""
