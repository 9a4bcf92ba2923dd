"""The people of the firm: who signs in, who answers for a matter, whom a client is told to call."""
