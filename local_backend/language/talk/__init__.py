"""What a message means after the ones before it.

``conversation`` decides how a message leans on what was said; ``answers`` reads it as the answer to a question,
``about`` as a wish about "it", ``targets`` as the same wish for something else, ``pairs`` as that for two others or at
another place, ``turnings`` as the same wish turned round, ``amounts`` as the same wish with another amount, ``degrees``
as more, less or none of it, ``resaid`` as the last message with a part corrected, and ``regrets`` as one that brings
back what was there, as far back as ``steps`` says. ``naming`` finds what "the rest" and "the second one" are.
"""
