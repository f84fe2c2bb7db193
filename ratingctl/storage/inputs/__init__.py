"""Files that people hand in: articles and lists of checks."""
