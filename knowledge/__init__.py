"""Policy documents as passages that can be found and cited; knows nothing of signals."""
