"""The message as a whole: its outline, headings and clauses, what one wish leaves to the next, and what is no wish."""
