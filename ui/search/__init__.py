"""Finding what was ever said: the box, what it completes, the list of what is found, saved searches, taking it out."""
