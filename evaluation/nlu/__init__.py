"""How well messages are understood: intents, facts and danger, on held-out or folded data."""
