"""Policies and training: the pages, their forms, and what somebody has to read."""
