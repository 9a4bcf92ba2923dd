"""Plain language: how easily a text for a client reads, and which words of it only lawyers know (PRACTICE D6)."""
