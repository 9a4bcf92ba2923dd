"""How often a client is updated: the form."""
