"""The heart: signals, routing, handoff and follow-up."""
