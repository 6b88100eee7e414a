"""What a file really is: probing, and measuring silence and black, of bytes that nobody vouches for."""
