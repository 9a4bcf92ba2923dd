"""The audit trail as people read it: who did what, with the names of the things it speaks of (PRACTICE J3)."""
