"""The calendar: a month of updates, key dates, follow-ups and replies."""
