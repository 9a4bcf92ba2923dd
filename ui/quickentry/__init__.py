"""One line over any page that becomes a contact."""
