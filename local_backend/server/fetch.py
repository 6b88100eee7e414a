"""Files from web addresses: the only outgoing connection of the local backend.

Threat model: the address comes from a message and must not become a way into the person's own network.
So every address a name resolves to must be public, the connection goes to the very address that was
checked (a second look-up could answer differently), and each redirect is checked like the first address.

Errors: ``FetchError`` · ``uploads.TooLargeError``.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from local_backend.media.info import MOST_BYTES
from local_backend.server.projects import safe_name
from local_backend.server.uploads import Received, Sink, TooLargeError, too_large

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

CONNECT_S = 15.0
SILENCE_S = 30.0
WHOLE_S = 900.0
REDIRECTS = 5
BLOCK = 256 * 1024
# Not public, whatever the standard library of this Python thinks of them: its tables differ between versions.
NOT_PUBLIC = [
    ipaddress.ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        # IPv6: only 2000::/3 is public, and of that not what wraps an IPv4 address (Teredo, 6to4) or documents.
        *("::/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "4000::/2", "8000::/1"),
    )
]  # fmt: skip
ENDINGS = {
    "video/mp4": ".mp4", "video/quicktime": ".mov", "video/webm": ".webm", "video/x-matroska": ".mkv",
    "video/x-msvideo": ".avi", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
    "audio/mpeg": ".mp3", "audio/wav": ".wav", "audio/x-wav": ".wav", "audio/mp4": ".m4a", "audio/aac": ".aac",
}  # fmt: skip


class FetchError(Exception):
    """A web address that gives no file, in words for a person."""


def is_public(address: Address) -> bool:
    """Whether an address is one that anybody on the internet could reach."""
    if any(address in network for network in NOT_PUBLIC if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def fetch(url: str, folder: Path, limit: int = MOST_BYTES, allowed: Callable[[Address], bool] = is_public) -> Received:
    """Downloads one file to a temporary name in ``folder``."""
    deadline = time.monotonic() + WHOLE_S
    for _ in range(REDIRECTS + 1):
        parts = _split(url)
        connection = _connect(parts, allowed)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"Host": _host_header(parts), "Accept": "*/*", "Accept-Encoding": "identity"}
            connection.request("GET", target, headers=headers)
            answer = connection.getresponse()
            if answer.status in (301, 302, 303, 307, 308) and (where := answer.getheader("Location")):
                url = urljoin(url, where)
                continue
            if answer.status != 200:
                raise FetchError(f"{shown(url)} answered {answer.status} {answer.reason}. Check the address.")
            return _store(answer, url, folder, limit, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchError(f"{shown(url)} could not be downloaded ({_why(error)}). Try again later.") from None
        finally:
            connection.close()
    raise FetchError(f"{shown(url)} redirects more than {REDIRECTS} times.")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise FetchError(f"{shown(url)} is not a web address.") from None
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise FetchError(f"{shown(url)} is not an address that starts with http:// or https://.")
    if parts.username or parts.password:
        raise FetchError("An address with a user name or password in it is not fetched. Send the file itself.")
    if not re.fullmatch(r"[!-~]*", parts.path + parts.query):
        from urllib.parse import quote

        parts = parts._replace(
            path=quote(parts.path, safe="/%:@!$&'()*+,;=~"), query=quote(parts.query, safe="=&%+/?:@")
        )
    return parts


def _host_header(parts: SplitResult) -> str:
    host = (parts.hostname or "").encode("idna").decode("ascii")
    return (f"[{host}]" if ":" in host else host) + (f":{parts.port}" if parts.port else "")


def _connect(parts: SplitResult, allowed: Callable[[Address], bool]) -> http.client.HTTPConnection:
    """An open connection to a checked address of the host."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"There is no host named {shown(host)}. Check the address.") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses or not all(allowed(ipaddress.ip_address(text.partition("%")[0])) for text in addresses):
        raise FetchError(f"{shown(host)} is not on the public internet, so it is not fetched. Send the file itself.")
    failure: OSError | None = None
    for address in addresses:
        try:
            raw = socket.create_connection((address, port), timeout=CONNECT_S)
        except OSError as error:
            failure = error
            continue
        try:
            raw.settimeout(SILENCE_S)
            connection = http.client.HTTPConnection(host, port)
            connection.sock = _encrypted(raw, host) if parts.scheme == "https" else raw
            return connection
        except OSError as error:
            raw.close()
            failure = error
    raise FetchError(f"{shown(host)} cannot be reached ({_why(failure)}). Try again later.")


def _encrypted(raw: socket.socket, host: str) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    try:  # a Python without the system's certificates still has requests' bundle beside it
        import certifi

        context.load_verify_locations(certifi.where())
    except (ImportError, OSError):
        pass
    return context.wrap_socket(raw, server_hostname=host)


def _store(answer: http.client.HTTPResponse, url: str, folder: Path, limit: int, deadline: float) -> Received:
    name = name_of(url, answer.getheader("Content-Disposition"), answer.headers.get_content_type())
    expected = answer.length
    if expected is not None and expected > limit:
        raise TooLargeError(too_large(name))
    if answer.getheader("Content-Encoding", "identity").lower() != "identity":
        raise FetchError(f"{shown(url)} sends the file compressed although asked not to. Send the file itself.")
    sink = Sink(folder, name, limit)
    try:
        while block := answer.read1(BLOCK):
            sink.write(block)
            if time.monotonic() > deadline:
                raise FetchError(f"{shown(url)} takes longer than {WHOLE_S / 60:.0f} minutes. Send the file itself.")
        received = sink.done()
        if expected is not None and received.bytes != expected:
            raise FetchError(f"{shown(url)} ended after {received.bytes} of {expected} bytes. Try again.")
        return received
    except BaseException:
        sink.discard()
        raise


def name_of(url: str, disposition: str | None, content_type: str) -> str:
    """A name for people: what the server says, else the last part of the address, with an ending where it has none."""
    from local_backend.server.uploads import file_name

    said = file_name(disposition.encode("latin-1", "replace")) if disposition else None
    name = safe_name(said or unquote(urlsplit(url).path))
    if not re.search(r"\.[A-Za-z0-9]{2,4}$", name):
        name += ENDINGS.get(content_type, "")
    return name


def shown(url: str) -> str:
    """An address as it may be shown: without query, which may hold a secret, and not at any length."""
    bare = re.split(r"[?#]", re.sub(r"//[^/@]*@", "//", url), maxsplit=1)[0]
    return "".join(character for character in bare if character.isprintable())[:200]


def _why(error: BaseException | None) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return type(error).__name__
