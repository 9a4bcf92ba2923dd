"""Texts of the firm: templates with fields, the few marks of a text, and what changed from one version to the next."""
