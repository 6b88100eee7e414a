"""Wishes beside editing: undo, help, export, the file that shall come out; and what lies outside of an editor."""
