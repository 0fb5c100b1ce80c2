"""Microsoft Teams: personal chats, channel mentions, and cards for officers."""
