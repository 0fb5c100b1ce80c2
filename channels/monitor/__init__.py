"""Numbers without any person in them: page, CSV, and the annual report."""
