"""Whoever leaves or is away hands over: what stands in a name, who takes it over, and how it is taken back (B4, J2)."""
