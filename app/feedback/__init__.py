"""What clients say when they are asked (PRACTICE H)."""
