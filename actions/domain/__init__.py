"""What a signal is and where it goes; imports the standard library only."""
