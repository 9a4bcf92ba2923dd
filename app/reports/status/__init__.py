"""The status report of a matter: what it says, its letter, many of them at once, and that one was given."""
