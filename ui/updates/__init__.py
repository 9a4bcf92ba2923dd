"""The composer: an update written from what happened, seen as it will leave, and logged as sent (PRACTICE D6)."""

FORM = "update"
"""What its draft is called among those of forms; `app.updates.forget` drops it, too."""
