"""The first hour in a new vault: what is left to be settled, one question at a time."""
