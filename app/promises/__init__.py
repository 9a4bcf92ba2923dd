"""How fast the firm acknowledges and answers."""
