"""Minutes of local meetings."""
