"""Login: a one-time code to one's own e-mail address (X2). Nobody has a password, nobody signs up."""
