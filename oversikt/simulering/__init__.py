"""A rehearsal: the days ahead through the real engine, on a copy that is thrown away."""
