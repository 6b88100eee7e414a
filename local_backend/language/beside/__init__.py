"""Wishes beside editing: undo, help, export, the file that shall come out; and what lies outside of an editor.

``pictured`` and ``uttered`` hold the patterns of what ``unavailable`` declines; ``vagueness`` asks how.
"""
