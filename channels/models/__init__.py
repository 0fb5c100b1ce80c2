"""Which trained models there are, which one serves, and how another takes its place."""
