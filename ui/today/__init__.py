"""Today: what do I owe, worst first, one action a row."""
