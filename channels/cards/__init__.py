"""Signal cards: the catalogue as pages and as PDF, for on the wall."""
