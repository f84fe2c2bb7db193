"""The border to disk and git: the only code that touches either. Text comes in here and leaves as typed values."""
