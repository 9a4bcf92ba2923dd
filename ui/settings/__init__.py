"""The firm's page: letterhead, place and calendar, people, the vault."""
