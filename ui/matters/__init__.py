"""Matters: the list, the page of one, and the forms for what belongs to it."""
