"""The verbs: one file, one function each, with plain arguments; what it found out comes back as a report."""
