"""What looks across the other apps."""
