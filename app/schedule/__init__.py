"""How often a client is updated, and when the next update is due (PRACTICE D1, D2)."""
