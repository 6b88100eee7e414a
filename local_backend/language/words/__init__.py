"""Words: the message as tokens, what each word can mean, numbers and times, and tokens drawn together into phrases."""
