"""A run as one page that needs nothing else: figures, charts, tables and every miss."""
