"""What a message means after the ones before it.

``conversation`` decides how a message leans on what was said; ``answers`` reads it as the answer to a question,
``targets`` as the same wish for something else, ``turnings`` as the same wish turned round, ``amounts`` as the same
wish with another amount, ``degrees`` as more or less of it, ``resaid`` as the last message with a part corrected, and
``regrets`` as one that brings back what was there. ``naming`` finds what "the rest" and "the second one" are.
"""
