"""The firm's settings, and those of a computer, as a file: written, read, and taken over elsewhere."""
