"""Words as people write them: case, ё, look-alike letters, alphabets, inflected names; no rating knows of it."""
