"""Tell which earlier announcement a new event continues, and why."""
