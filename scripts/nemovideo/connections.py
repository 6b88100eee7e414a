"""Connections that requests makes for us: guarded against answers that come early or trickle, quick with big bodies."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import Any

import requests
import requests.adapters
import urllib3.connection
import urllib3.connectionpool
from urllib3.util.ssl_ import create_urllib3_context
from urllib3.util.ssltransport import SSLTransport

READ_S = 30.0


def session(*, sends_blocks: bool = False) -> requests.Session:
    """A session on such connections; with `sends_blocks` for bodies that come in large blocks."""
    context = _BlockContext() if sends_blocks else None
    made = requests.Session()
    made.mount("http://", _Adapter(context))
    made.mount("https://", _Adapter(context))
    made.headers["User-Agent"] = "video-making-free-ai"
    return made


class _Guarded:
    """What both kinds of connection do besides: an early answer is still read, and headers may not trickle for ever."""

    sock: Any
    timeout: Any

    def send(self, data: Any) -> Any:
        try:
            return super().send(data)  # type: ignore[misc]
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
            # urllib3 goes on to read the answer after a broken pipe, but not after these.
            raise BrokenPipeError("the server stopped reading") from error

    def getresponse(self) -> Any:
        limit = self.timeout if isinstance(self.timeout, (int, float)) else READ_S
        watch = threading.Timer(2 * limit, _shut, [self.sock])
        watch.daemon = True
        watch.start()
        try:
            return super().getresponse()  # type: ignore[misc]
        finally:
            watch.cancel()


def _shut(sock: Any) -> None:
    with contextlib.suppress(OSError):
        getattr(sock, "socket", sock).shutdown(socket.SHUT_RDWR)


class _PlainConnection(_Guarded, urllib3.connection.HTTPConnection):
    pass


class _SafeConnection(_Guarded, urllib3.connection.HTTPSConnection):
    pass


class _PlainPool(urllib3.connectionpool.HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SafePool(urllib3.connectionpool.HTTPSConnectionPool):
    ConnectionCls = _SafeConnection


class _BlockContext(ssl.SSLContext):
    """Sends all the TLS records of a block in one call, and not one by one: a fifth less time for an upload."""

    def __new__(cls) -> _BlockContext:
        made = super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)
        usual = create_urllib3_context()
        made.minimum_version, made.options = usual.minimum_version, usual.options
        made.verify_flags, made.hostname_checks_common_name = usual.verify_flags, usual.hostname_checks_common_name
        return made

    def wrap_socket(self, sock: Any, *_: Any, server_hostname: Any = None, **__: Any) -> Any:
        return SSLTransport(sock, self, server_hostname)


class _Adapter(requests.adapters.HTTPAdapter):
    _pools: Mapping[str, Any] = {"http": _PlainPool, "https": _SafePool}

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._context = context
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager
