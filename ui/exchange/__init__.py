"""Bringing files in: drops and the preview sheet, the user's own columns, the tray of what waits to be placed."""
