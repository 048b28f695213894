"""Add, replace, withdraw, gate, publish, roll back: the same code for the command line and for Telegram."""
