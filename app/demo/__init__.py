"""A made-up firm with two years of work, to look at and to measure with. Nothing in it is real."""
