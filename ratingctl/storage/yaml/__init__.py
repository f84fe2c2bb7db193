"""YAML text to nodes with positions, and edits spliced into the text at node marks."""
