"""What several verbs share: names resolved, selections, values as typed, the worklist."""
