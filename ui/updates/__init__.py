"""The composer: an update written from what happened, seen as it will leave, and logged as sent (PRACTICE D6)."""
