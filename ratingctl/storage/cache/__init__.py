"""The SQLite cache of parsed files and project summaries: derived, disposable at any moment."""
