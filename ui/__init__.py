"""Liaison's window."""
