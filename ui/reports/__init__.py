"""Reports: preview, print, save, mark as given."""
