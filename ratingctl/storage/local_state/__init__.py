"""What a clone keeps for itself and cannot derive: undo journal, judgements, the list shown last."""
