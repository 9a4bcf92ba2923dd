"""How long a closed matter is kept, and what stops its destruction (PRACTICE J5)."""
