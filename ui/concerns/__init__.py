"""Concerns of clients in the window: the list, one of them with its steps, and the forms."""
