"""Draft an event from an article: what the text says and nothing else; no disk, no clock, no rating in particular."""
