"""What the system says of the session: it is locked, or the machine is going to sleep. One small file each system."""
