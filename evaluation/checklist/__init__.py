"""Behavioural tests in the manner of CheckList."""
