"""One line, as somebody types it, becomes a filled contact form (PRACTICE C5). Pure but for `queries`."""
