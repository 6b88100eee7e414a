"""English and Chinese instructions to edits: ``understand(message, timeline, media)``.

On the way of a message: ``message.tables`` and ``message.outlines`` write it out as plain sentences, ``words.reading``
makes tokens of it and draws together what belongs together, ``message.splitting`` cuts it into clauses, each of the
``frames`` is tried on each clause, ``message.gathering`` sees the edits together, and ``understanding`` is all of it.
The frames are functions of ``order``, ``time``, ``picture``, ``sound`` and ``beside``; shot lists have a way of their
own (``lists``). ``follow`` reads a message that goes on with those before it (``talk``). A module reads one family of
wordings; its first line shows examples of them.
"""

from local_backend.edits.model import Clip
from local_backend.language.model import Refusal, Understanding, Wants
from local_backend.language.talk.conversation import follow
from local_backend.language.understanding import understand

__all__ = ["Clip", "Refusal", "Understanding", "Wants", "follow", "understand"]
