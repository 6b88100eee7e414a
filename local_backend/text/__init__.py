"""Titles and captions as images: fonts, line breaking, and drawing."""
