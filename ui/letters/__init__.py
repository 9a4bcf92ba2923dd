"""Letters: choose a matter and a template, see the letter, change its words; and change the templates themselves."""
