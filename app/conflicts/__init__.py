"""Looking for conflicts of interest before the firm takes a client or a matter, and keeping what was found."""
