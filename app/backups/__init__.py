"""Backups that are made by themselves, kept by a rule, brought to a second place (PRACTICE J4)."""
