"""Template tags of the minutes."""
