"""Which language a short message is in: our detector beside others."""
