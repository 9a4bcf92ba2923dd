"""What slipped and why: promises to clients on an axis of time, and as figures."""
