"""Letters from templates: the firm's words, a matter's facts, no code (PRACTICE I4, B3, K5)."""
