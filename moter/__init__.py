"""Local network meetings."""
