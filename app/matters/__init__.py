"""Matters, what happened in them, and their key dates (PRACTICE B4, D3, D5)."""
