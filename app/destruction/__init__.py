"""What is due for destruction is destroyed for good, and the trail still holds (PRACTICE J5)."""
