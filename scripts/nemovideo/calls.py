"""How every call is made: with a token that makes itself, mended once where that is safe, and without leaks.

A rejected saved token is replaced and the call repeated once; a token from the environment is never replaced.
One wait on 429, one new client id on 400. All three answers say that nothing was carried out, so even a message
may be sent again after them.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from nemovideo import answers, settings
from nemovideo.answers import Answer
from nemovideo.clock import Clock
from nemovideo.credential import Credential, from_answer
from nemovideo.errors import AuthError, MissingClientId, NemoError, NetworkError, RateLimited, TokenRejected
from nemovideo.store import Store

if TYPE_CHECKING:
    from nemovideo.wire import Wire

WAIT_ON_429_S = 30.0
LONGEST_WAIT_S = 120.0  # whatever Retry-After says
TOKEN_LOCK_S = 180.0  # as long as another process may take to get a token, its waits included

T = TypeVar("T")


def _new_id() -> str:
    import uuid

    return str(uuid.uuid4())


def say_nothing(*_: Any) -> None: ...


class Caller:
    """`origin` is "local" or scheme://host[:port]; it is also what the store keeps everything under."""

    def __init__(
        self,
        origin: str,
        store: Store,
        *,
        clock: Clock | None = None,
        notify: Callable[[str], None] = say_nothing,
        progress: Callable[[str, int, int | None], None] = say_nothing,
    ) -> None:
        self.origin = origin
        self.store = store
        self.clock = clock or Clock()
        self.notify = notify
        self.progress = progress
        self.secrets: set[str] = set()
        self._said = False
        self._address: str | None = None
        self._wire: Wire | None = None
        self._headers: dict[str, str] | None = None

    # -- tokens ------------------------------------------------------------------------------------------------

    def ensure_token(self, *, renew: bool = False) -> Credential:
        """The token to use: the environment's, the saved one, or a new anonymous one.

        A saved one close to its end is renewed first; if that fails while it still works, it is used. With
        `renew`, a saved one is replaced in any case. Raises AuthError and what the request raises.
        """
        own = settings.token() if self.uses_own_token() else None
        if own is not None:
            return self._seen(Credential(own, "environment"))
        saved = self._saved()
        if saved and not renew and saved.lasts(self.clock.now()):
            return self._seen(saved)
        return self._new_token(saved.token if saved else None, keep=None if renew else saved)

    def uses_own_token(self) -> bool:
        """Whether NEMO_TOKEN is what is sent; to the local backend it never is."""
        return self.origin != settings.LOCAL and settings.token() is not None

    def _saved(self) -> Credential | None:
        entry = self.store.token(self.origin)
        return Credential.of(entry) if entry else None

    def _new_token(self, old: str | None, keep: Credential | None = None) -> Credential:
        """A new anonymous token, saved; or the one that another process saved in place of `old` meanwhile."""
        with self.store.lock(f"token {self.origin}", wait_s=TOKEN_LOCK_S):
            saved = self._saved()
            if saved and saved.token != old:
                return self._seen(saved)
            if saved is None:
                self.say_setting_up()
            client_id = self.store.client_id(_new_id)
            path = "/api/auth/anonymous-token"
            try:
                try:
                    answer = self._waiting(lambda: self._exchange("POST", path, None, {"X-Client-Id": client_id}))
                except MissingClientId:
                    client_id = self.store.client_id(_new_id, renew=True)
                    answer = self._exchange("POST", path, None, {"X-Client-Id": client_id})
                fresh = from_answer(answer, self.clock.now())
            except NemoError as error:
                if keep and not keep.expired(self.clock.now()):
                    return self._seen(keep)
                if isinstance(error, TokenRejected):
                    raise AuthError("The backend gives no anonymous token.", code=error.code) from None
                raise
            self.store.save_token(self.origin, fresh.as_entry())
            return self._seen(fresh)

    def say_setting_up(self) -> None:
        """Tell the person, once, that a connection is being made for the first time."""
        if not self._said:
            self.notify("Setting up…")
        self._said = True

    def _seen(self, credential: Credential) -> Credential:
        self.secrets.add(credential.token)
        return credential

    # -- how a call is made ------------------------------------------------------------------------------------

    def address(self) -> str:
        """scheme://host:port of the API; starts the local backend when that is meant and it is not running."""
        if self._address is None:
            if self.origin == settings.LOCAL:
                from nemovideo import launch

                self._address = launch.local_origin(self.store, notify=self.notify)
            else:
                self._address = self.origin
        return self._address

    def wire(self) -> Wire:
        if self._wire is None:
            gc.disable()  # a tenth of the import's time is a search for garbage where there is none
            from nemovideo.wire import Wire

            gc.enable()
            self._wire = Wire(self.clock, self.notify)
        return self._wire

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()

    def attribution(self) -> dict[str, str]:
        """The X-Skill-* headers, which go to the API's own origin only."""
        if self._headers is None:
            from nemovideo import skill

            self._headers = skill.headers()
        return self._headers

    def call(
        self, method: str, path: str, *, heard: list[Answer] | None = None, headers: Any = None, **how: Any
    ) -> Any:
        """One call with the token: the data of its answer, or the typed error."""

        def attempt(token: str | None, extra: dict[str, str]) -> Any:
            return self._exchange(method, path, token, {**(headers or {}), **extra}, heard=heard, **how)

        return self.with_token(attempt)

    def _exchange(
        self, method: str, path: str, token: str | None, headers: dict[str, str], *, heard: list[Answer] | None = None,
        **how: Any,
    ) -> Any:  # fmt: skip
        sent_headers, local = {**self.attribution(), **headers}, self.origin == settings.LOCAL
        try:
            answer = self.wire().exchange(method, self.address() + path, sent_headers, token, patient=not local, **how)
        except NetworkError as error:
            if not local or error.maybe_done:
                raise
            # The local backend has ended since; a new one has another port, and goes on with what was running.
            self._address = None
            answer = self.wire().exchange(method, self.address() + path, sent_headers, token, **how)
        if heard is not None:
            heard.append(answer)
        return self.read(answer)

    def read(self, answer: Answer) -> Any:
        own, saved = self.uses_own_token(), self._saved()
        user_id = saved.user_id if saved and not own else None
        if user_id is None:
            session = self.store.current(self.origin) or {}
            user_id = answers.text(session, "user_id")
        anonymous = not own or str(user_id).startswith("anon")
        return answers.read(answer, user_id=user_id, anonymous=anonymous)

    def with_token(self, attempt: Callable[[str | None, dict[str, str]], T]) -> T:
        """Make an attempt; after a rejected token, or a missing client id, once more with a new one."""
        credential = self.ensure_token()
        headers: dict[str, str] = {}
        mended: set[str] = set()
        while True:
            try:
                with self._without_secrets():
                    return self._waiting(partial(attempt, credential.token, headers))
            except TokenRejected:  # noqa: PERF203
                if credential.source == "environment":
                    raise AuthError(
                        "The backend does not accept the token in NEMO_TOKEN; it has expired or is not valid.",
                        code=1001,
                        next="Set NEMO_TOKEN to a valid token, or unset it to use a free anonymous one.",
                    ) from None
                if "token" in mended:
                    raise
                mended.add("token")
                credential = self._new_token(credential.token)
            except MissingClientId:
                if "client id" in mended:
                    raise
                mended.add("client id")
                headers = {"X-Client-Id": self.store.client_id(_new_id)}

    def _waiting(self, attempt: Callable[[], T]) -> T:
        """Make an attempt; when the backend asks to slow down, wait as it says (else 30 s) and try once more."""
        try:
            return attempt()
        except RateLimited as error:
            wait = min(WAIT_ON_429_S if error.retry_after_s is None else error.retry_after_s, LONGEST_WAIT_S)
            self.notify(f"The backend asks to slow down; trying again in {wait:.0f} s.")
            self.clock.sleep(wait)
            return attempt()

    @contextlib.contextmanager
    def _without_secrets(self) -> Iterator[None]:
        """No error leaves with a token in its words, whatever the backend repeated of the request."""
        try:
            yield
        except NemoError as error:
            for secret in self.secrets:
                error.message = error.message.replace(secret, "[token]")
            error.args = (error.message,)
            raise
