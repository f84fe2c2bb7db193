"""A person at a terminal: prompts, the draft screen, the reviews; it asks, tells and shows, and decides nothing."""
