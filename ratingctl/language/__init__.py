"""The catalogue of every word that people read, one file per language."""
