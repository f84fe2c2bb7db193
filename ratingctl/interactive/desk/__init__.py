"""The analyst's desk: one draft that stays in place, with its article beside it."""
