"""What the bot knows: files become documents, documents become passages."""
