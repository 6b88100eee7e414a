"""Wishes about what is in the video and in which order: making one, adding, leaving out, moving, its length."""
