"""Wishes about what is heard: music, voices, volume, fades, ducking, silence."""
