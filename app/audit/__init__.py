"""Who did what, when, in a chain that shows when it was altered (PRACTICE J3)."""
