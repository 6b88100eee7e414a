"""What is seen: a timeline cut into chunks, composed frame by frame on every core, encoded, cached and joined."""
