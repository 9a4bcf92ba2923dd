"""What comes in from other systems and from the post, and what goes out (PRACTICE C5)."""
