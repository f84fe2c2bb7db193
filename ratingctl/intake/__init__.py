"""Information extraction: draft an event from an article, with what the text says and nothing else."""
