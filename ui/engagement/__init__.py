"""Beginning and end of a matter in the window: engagement terms, intake, how it ends (PRACTICE B1-B3, J7)."""
