"""What may not be so in a rating: one rule, one small generator, its manual in the docstring.

`files` looks at one file's text and YAML, `values` at what its keys hold (the reader calls these two where it meets
the matter); `links`, `register` and `editions` look at the whole rating once it is read. A rule is registered by its
decorator (see `domain.findings`); `registry` imports all of these modules.
"""
