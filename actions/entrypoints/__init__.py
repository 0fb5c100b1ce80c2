"""What starts processes: the action server and the relay."""
