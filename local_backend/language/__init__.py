"""English and Chinese instructions to edits: ``understand(message, timeline, media)``."""

from local_backend.edits.model import Clip
from local_backend.language.model import Refusal, Understanding, Wants
from local_backend.language.understanding import understand

__all__ = ["Clip", "Refusal", "Understanding", "Wants", "understand"]
