"""What slipped and why: what was promised to clients, and what became of it."""
