"""The encrypted database: column types, engine, transaction, migrations. What is SQLite's own stays here."""
