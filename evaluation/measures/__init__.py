"""The functions that measure: each takes a bench, its condition and its set, and gives figures."""
