"""Data cards: what each data set is, counted from the files themselves."""
