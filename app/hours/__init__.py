"""When the firm works, and who is away: its hours, closing days, half days and absences."""
