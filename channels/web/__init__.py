"""The chat page and the conversation over HTTP."""
