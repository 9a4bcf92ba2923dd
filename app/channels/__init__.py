"""The channels a contact can take, and the firm's own rules for each (PRACTICE A5)."""
