"""How the bot answers and speaks: a message becomes a reply."""
