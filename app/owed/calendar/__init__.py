"""What lies on which day: for the calendar page, its paper and its files (PRACTICE D4)."""
