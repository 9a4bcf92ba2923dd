"""What the client was told it would cost, and what it has cost so far (PRACTICE F)."""
