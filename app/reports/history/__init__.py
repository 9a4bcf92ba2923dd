"""The contact history of a matter: the record, on paper and as a table."""
