"""What was found in the contact log, taken out of the vault as pages or a table."""
