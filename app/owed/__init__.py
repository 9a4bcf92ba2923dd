"""What the firm owes its clients: the one list behind Today and the ``due`` command."""
