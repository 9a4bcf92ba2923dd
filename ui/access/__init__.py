"""Access requests in the window (PRACTICE J6)."""
