"""Working days and working time of the firm's place."""
