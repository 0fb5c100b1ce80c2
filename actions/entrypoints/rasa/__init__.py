"""The bot's actions: slots in, one call, a response name and slots out."""
