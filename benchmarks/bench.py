"""Where the wire is timed: two servers, a home, and commands on a terminal whose memory is watched."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

from benchmarks.measure import Sample

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"


class Bench:
    """Two servers, a home, and the files that are sent and fetched."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"
        self.cert, self.key = folder / "cert.pem", folder / "key.pem"
        self.servers: list[subprocess.Popen[bytes]] = []
        self.http = f"http://127.0.0.1:{self._serve()}"
        self.https = f"https://127.0.0.1:{self._serve('--tls', self.cert, self.key)}" if self._certificate() else ""
        self.env = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "NEMO_HOME": str(self.home),
            "NEMO_API_URL": self.http,
            "REQUESTS_CA_BUNDLE": str(self.cert),
            "CURL_CA_BUNDLE": str(self.cert),
        }
        self.env.pop("NEMO_TOKEN", None)

    def _serve(self, *options: str | Path) -> int:
        server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.loopback", *map(str, options)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.servers.append(server)
        assert server.stdout
        return int(server.stdout.readline())

    def _certificate(self) -> bool:
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        command += ["-days", "2", "-subj", "/CN=bench", "-addext", "subjectAltName=IP:127.0.0.1"]
        command += ["-keyout", str(self.key), "-out", str(self.cert)]
        with contextlib.suppress(OSError):
            return subprocess.run(command, capture_output=True).returncode == 0
        return False

    def close(self) -> None:
        for server in self.servers:
            server.terminate()
            server.wait()

    def run(self, *command: object, api: str = "") -> Sample:
        """A command on a terminal, to the end of its last process."""
        env = {**self.env, **({"NEMO_API_URL": api} if api else {})}
        terminal, end = os.openpty()
        threading.Thread(target=_drain, args=(terminal,), daemon=True).start()
        started = time.perf_counter()
        with subprocess.Popen(
            list(map(str, command)), env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=end
        ) as process:
            watch = _Memory(process.pid)
            code = process.wait()
            wall_s = time.perf_counter() - started
        os.close(end)
        if code:
            raise SystemExit(f"{command} ended with {code}")
        watch.wait()  # the next one is not to pay for what this one still does
        return Sample(wall_s, watch.peak_mb)

    def script(self, name: str, *arguments: object, api: str = "") -> Sample:
        return self.run(sys.executable, SCRIPTS / name, *arguments, api=api)


def _drain(terminal: int) -> None:
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass
    os.close(terminal)


class _Memory:
    """The largest resident size of any process of a family, while it lives."""

    EVERY_S = 0.02

    def __init__(self, root: int) -> None:
        self.peak_mb = 0.0
        self._known = {root: psutil.Process(root)}
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while self._known:
            for process in list(self._known.values()):
                with contextlib.suppress(psutil.Error):
                    for child in process.children():
                        self._known.setdefault(child.pid, child)
            for pid in list(self._known):
                try:
                    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
                    peaks = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
                except OSError:
                    peaks = []
                if not peaks:  # over, or only its exit status is left
                    del self._known[pid]
                self.peak_mb = max([self.peak_mb, *(peak / 1000 for peak in peaks)])
            time.sleep(self.EVERY_S)

    def wait(self) -> None:
        self._thread.join(60)
