"""Shot lists, story boards in prose and lists of captions: a video told piece by piece."""
