"""The parts of the local backend put together, and what a request needs of several of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from local_backend.agent import Agent, Mind
from local_backend.media.info import MediaInfo, probe
from local_backend.server.accounts import Accounts
from local_backend.server.database import Database
from local_backend.server.fetch import fetch
from local_backend.server.projects import Media, Projects
from local_backend.server.renders import Renderer, Renders
from local_backend.server.uploads import Received

DATABASE = "db.sqlite3"
INCOMING = "incoming"
"""where bytes are while they come in; whatever a dead server left there is removed at the start"""


class Backend:
    """Everything under one folder. ``use``, ``renderer``, ``look`` and ``download`` are replaced in tests only."""

    def __init__(
        self,
        home: Path,
        *,
        heartbeat_s: float = 15.0,
        use: Mind | None = None,
        renderer: Callable[[], Renderer] | None = None,
        look: Callable[[Path, str], MediaInfo] = probe,
        download: Callable[[str, Path], Received] = fetch,
    ) -> None:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.home = home
        self.incoming = home / INCOMING
        self.database = Database(home / DATABASE)
        self.accounts = Accounts(self.database)
        self.projects = Projects(self.database, home)
        self.agent = Agent(self.projects, heartbeat_s, use)
        self.renders = Renders(self.database, self.projects, home, renderer or self._real_renderer)
        self._look = look
        self._download = download

    def _real_renderer(self) -> Renderer:
        from local_backend.render.renderer import Renderer as Real

        return Real(self.home)

    def start(self) -> None:
        self.incoming.mkdir(mode=0o700, exist_ok=True)
        for left in self.incoming.iterdir():
            left.unlink()
        self.renders.start()

    def stop(self) -> None:
        self.renders.stop()
        self.database.close()

    @property
    def busy(self) -> bool:
        return self.agent.busy or self.renders.busy

    def download(self, urls: Sequence[str]) -> list[Received]:
        """The files at these addresses, all of them or none. Raises ``FetchError``, ``TooLargeError``."""
        received: list[Received] = []
        try:
            for url in urls:
                received.append(self._download(url, self.incoming))  # noqa: PERF401  kept for the clean-up
        except BaseException:
            discard(received)
            raise
        return received

    def keep(self, session_id: str, received: Sequence[Received]) -> list[Media]:
        """Looks at the files and puts all of them into the session, or none. Raises ``MediaError``."""
        try:
            infos = [self.projects.known_info(one.sha256) or self._look(one.path, one.name) for one in received]
            kept: list[Media] = []
            self.projects.media_folder.mkdir(mode=0o700, exist_ok=True)  # someone may have emptied the home
            with self.projects.together():
                for one, info in zip(received, infos, strict=True):
                    one.path.replace(self.projects.media_path(one.sha256))
                    kept.append(self.projects.add_media(session_id, one.sha256, one.name, one.bytes, info))
            return kept
        finally:
            discard(received)


def discard(received: Sequence[Received]) -> None:
    for one in received:
        one.path.unlink(missing_ok=True)
