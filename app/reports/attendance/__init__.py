"""The attendance note (in the US: file memo) of one contact."""
