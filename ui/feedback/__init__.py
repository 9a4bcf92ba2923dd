"""Feedback: whom to ask, what they answered, and the trend (PRACTICE H)."""
