"""Liaison without a screen: everything the firm's data can be asked and told."""
