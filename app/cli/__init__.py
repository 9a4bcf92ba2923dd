"""The command line: what the window does, without a screen, on the same vault. Its words are a contract."""
