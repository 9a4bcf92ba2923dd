"""File reviews: the queue, a review, its record (PRACTICE I3)."""
