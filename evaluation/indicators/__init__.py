"""Indicators found in observations, measured against a reader."""
