"""The contact log on screen: the form, an entry with its versions, the page of all entries."""
