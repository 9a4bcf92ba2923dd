"""Concerns of clients, from a doubtful tone to a formal complaint (PRACTICE G)."""
