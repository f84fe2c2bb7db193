"""Record linkage: rank the earlier projects that a new event may continue, with a score and reasons."""
