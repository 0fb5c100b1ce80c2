"""Making what the recognition of signals learns from written observations."""
