"""What `nietpluis` can do, by subject."""
