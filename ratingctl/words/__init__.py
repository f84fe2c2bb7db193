"""Text normalisation: case, ё, homoglyphs, transliteration, stems, inflected names; independent of any rating."""
