"""How well passages are found: measures, conditions, and a command that runs them all."""
