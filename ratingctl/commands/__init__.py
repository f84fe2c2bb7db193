"""The verbs: one file and one function each, with plain arguments and a report as the result."""
