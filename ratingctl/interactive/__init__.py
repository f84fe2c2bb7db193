"""A person at a terminal: prompts, the draft screen, the reviews; it decides nothing."""
