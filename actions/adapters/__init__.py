"""One outside thing a file, each behind a port of the service layer."""
