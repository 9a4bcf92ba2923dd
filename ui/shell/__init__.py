"""The window around the pages: navigation, lock screen, what pages ask of each other."""
