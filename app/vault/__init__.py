"""Keys and slots, create, unlock, lock, backup, verify: everything that stands between the files and their
words."""
