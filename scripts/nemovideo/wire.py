"""One request, one answer: the rules of the wire that hold for every endpoint.

This module imports requests, so it is itself imported only when something is about to be sent. What it sees to:
the bearer goes to the API's own origin only (a .netrc entry never replaces it); redirects are never followed
here; a GET is tried again on a broken connection or a 5xx, a POST only when it never left this machine; every
wait is bounded; whatever goes wrong becomes one of our errors, whose words show no header.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from json import dumps
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
import urllib3.exceptions

from nemovideo import settings
from nemovideo.answers import Answer
from nemovideo.clock import Clock
from nemovideo.connections import READ_S, session
from nemovideo.errors import BadAnswer, MissingDependency, NemoError, NetworkError

CONNECT_S = 30.0  # also governs each block of an upload, so it has to last for a slow line
WHOLE_ANSWER_S = 60.0  # for all of an answer that is read at once, however slowly it trickles
LARGEST_ANSWER = 64 * 1024 * 1024
GET_DELAYS_S = (1.0, 2.0, 4.0)
CONNECT_DELAYS_S = (1.0, 2.0)
RETRY_FOR_S = 75.0  # no further attempt after this long, however many are left
LONGEST_RETRY_AFTER_S = 120.0
BLOCK = 256 * 1024
TLS_BLOCK = 16 * 1024

_URLLIB3 = str(vars(urllib3).get("__version__", "0"))
if int(_URLLIB3.split(".")[0]) < 2:
    raise MissingDependency(f"urllib3 {_URLLIB3} is too old; 2.2 or newer is needed.")


class Bearer(requests.auth.AuthBase):
    """The Authorization header as an auth object, which keeps .netrc out; without a token it sends none."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.pop("Authorization", None)
        if self._token is not None:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Wire:
    """Connections to the API and to download hosts; holds no token and no session."""

    def __init__(self, clock: Clock, notify: Callable[[str], None]) -> None:
        self._clock = clock
        self._notify = notify
        self._requests = session()
        self._sending: requests.Session | None = None  # for bodies that are not there all at once

    def exchange(
        self, method: str, url: str, headers: Mapping[str, str], token: str | None, *, json: Any = None,
        body: Any = None, read_s: float = READ_S, patient: bool = True,
    ) -> Answer:  # fmt: skip
        """Send a request and read the whole answer, whatever its status; tried again as the module's text says.

        Without `patient`, a server that is not there is an error at once.
        Raises NetworkError; its `maybe_done` is False when the backend cannot have seen the request.
        """
        delays = list(GET_DELAYS_S if method == "GET" else CONNECT_DELAYS_S)
        started = self._clock.monotonic()
        while True:
            problem: NemoError
            try:
                response = self.send(method, url, headers, token, json=json, body=body, read_s=read_s)
                answer = self.whole(response)
                if method != "GET" or answer.status not in {500, 502, 503, 504} or not delays:
                    return answer
                wait = min(max(answer.retry_after_s or 0.0, delays.pop(0)), LONGEST_RETRY_AFTER_S)
            except NetworkError as error:
                problem = error
                if not delays or (method != "GET" and problem.maybe_done) or error.kind == "tls":
                    raise
                if not (patient or problem.maybe_done):
                    raise
                if self._clock.monotonic() - started > RETRY_FOR_S:
                    raise
                wait = delays.pop(0)
            self._clock.sleep(wait)

    def send(
        self, method: str, url: str, headers: Mapping[str, str], token: str | None, *, json: Any = None,
        body: Any = None, read_s: float = READ_S,
    ) -> requests.Response:  # fmt: skip
        """Send a request once; the answer's body is not read yet and no redirect is followed."""
        if json is not None:
            # requests' own encoder refuses some numbers that a draft may hold.
            headers, body = {"Content-Type": "application/json", **headers}, dumps(json).encode()
        host = host_of(url)
        # Proxies are for the way out; a request to this machine takes none.
        proxies = {"no_proxy": "*"} if settings.is_loopback(host) else None
        with translated(host or "the backend"):
            return self._way(body).request(
                method,
                url,
                headers={"Accept-Encoding": "identity", **headers},
                auth=Bearer(token),
                data=body,
                timeout=(CONNECT_S, read_s),
                proxies=proxies,
                allow_redirects=False,
                stream=True,
            )

    def whole(self, response: requests.Response) -> Answer:
        """The answer with its body, bounded in size and in time; a redirect becomes an error."""
        deadline = self._clock.monotonic() + WHOLE_ANSWER_S
        host = host_of(response.url) or "the backend"
        parts, size = [], 0
        with response:
            if response.is_redirect:
                target = host_of(response.headers.get("location", "")) or host
                raise BadAnswer(
                    f"{host} sends this request on to {target}, which is not followed.",
                    kind="redirected",
                    code=response.status_code,
                    next="Check the API's address (--api or NEMO_API_URL) and whether this network needs a log-in.",
                )
            for block in blocks(response):
                parts.append(block)
                size += len(block)
                if size > LARGEST_ANSWER:
                    raise BadAnswer(f"The answer of {host} is larger than {LARGEST_ANSWER >> 20} MB.")
                if self._clock.monotonic() > deadline:
                    raise NetworkError(f"The answer of {host} came too slowly.", maybe_done=True)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, b"".join(parts))

    def _way(self, body: Any) -> requests.Session:
        if body is None or isinstance(body, bytes):
            return self._requests
        if self._sending is None:
            self._sending = session(sends_blocks=True)
        return self._sending

    def close(self) -> None:
        for one in filter(None, (self._requests, self._sending)):
            one.close()


def host_of(url: str) -> str | None:
    """The host of a URL, or None when there is none to be found."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def blocks(response: requests.Response) -> Iterator[bytes]:
    """The body as it arrives, in blocks of at most 256 KiB, never waiting for a block to fill."""
    raw: Any = response.raw
    with translated(host_of(response.url) or "the server"):
        if not hasattr(raw, "read1"):  # a stand-in for an answer, as tests use
            yield from response.iter_content(BLOCK)
            return
        # A TLS record brings 16 KiB at most; asking for more only costs memory that is given back at once.
        amount = BLOCK if response.url.startswith("http:") else TLS_BLOCK
        while block := raw.read1(amount, decode_content=True):
            yield block


class translated:  # noqa: N801 (reads as a verb: with translated(host))
    """Turns everything that requests, urllib3 and the system raise into a NetworkError about `host`.

    A plain class: a failure inside must not bring the original's text, which may show headers, along as context.
    """

    def __init__(self, host: str) -> None:
        self._host = host

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if error is None or isinstance(error, NemoError):
            return
        ours = (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)
        if isinstance(error, ours):
            raise _network_error(error, self._host) from None


def _network_error(error: BaseException, host: str) -> NetworkError:
    chain = list(_causes(error))
    names = {type(one).__name__ for one in chain}
    if "NameResolutionError" in names or any(isinstance(one, socket.gaierror) for one in chain):
        return NetworkError(f"The name {host} cannot be found.", code="dns")
    if isinstance(error, requests.exceptions.ProxyError) or "ProxyError" in names:
        return NetworkError(f"The proxy on the way to {host} refuses.", code="proxy", next="Check the proxy settings.")
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in chain):
        return NetworkError(
            f"The certificate of {host} cannot be trusted.", kind="tls",
            next="Check the machine's date, its certificates, and whether a proxy reads the traffic.",
        )  # fmt: skip
    if isinstance(error, requests.exceptions.ConnectTimeout) or "ConnectTimeoutError" in names:
        return NetworkError(f"{host} did not accept a connection in {CONNECT_S:.0f} s.", code="timeout")
    if "NewConnectionError" in names:
        refused = any("refused" in str(one).lower() for one in chain)
        return NetworkError(f"{host} refuses the connection." if refused else f"{host} cannot be reached.")
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return NetworkError(f"The secure connection to {host} broke.", code="tls", maybe_done=True)
    if "TimeoutError" in names or "ReadTimeoutError" in names or "ReadTimeout" in names:
        return NetworkError(f"{host} was silent for too long.", code="timeout", maybe_done=True)
    if isinstance(error, OSError) and not isinstance(error, requests.RequestException) and "certificate" in str(error):
        return NetworkError(
            "The file of trusted certificates that the environment names does not exist.", kind="tls",
            next="Correct or unset REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE and SSL_CERT_FILE.",
        )  # fmt: skip
    if "LocationParseError" in names or isinstance(error, requests.exceptions.InvalidURL):
        return NetworkError(f"The address of {host} is not valid.")
    if isinstance(error, UnicodeError | requests.exceptions.InvalidHeader):
        return NetworkError("A header holds characters that cannot be sent; nothing was sent.", kind="header")
    return NetworkError(f"The connection to {host} broke.", maybe_done=True)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it was raised from or holds."""
    seen: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting and len(seen) < 20:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return iter(seen)
