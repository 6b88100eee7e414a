"""Timings of whole commands against named rivals, measured in the same run: `make bench`."""
