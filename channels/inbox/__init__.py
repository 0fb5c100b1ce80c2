"""Pages for officers, reporters and readers of the sources."""
