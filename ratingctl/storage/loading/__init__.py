"""Files to a rating of typed values, through the cache where a file is unchanged."""
