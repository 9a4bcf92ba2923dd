"""Disclaimers and notices: which stand in what goes to a client, by practice area and channel (PRACTICE I4)."""
