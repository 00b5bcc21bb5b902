"""How dates and times may be typed."""
