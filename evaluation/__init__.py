"""Held-out cases and measures; may use everything, nothing may use it."""
