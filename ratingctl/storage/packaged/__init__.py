"""Files that come with the tool: word lists and the template of a new rating."""
