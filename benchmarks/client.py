"""A visitor without a browser: opens a session over Streamlit's web socket and runs a page, so that only the server is measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server(arguments: list[str], folder: Path = ROOT) -> Iterator[tuple[int, psutil.Process, float]]:
    """Start `streamlit` with `arguments`; yield its port, its process and the seconds until it answered."""
    port = free_port()
    began = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "streamlit", *arguments, f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=dict(os.environ))
        try:
            _wait(port, process)
            yield port, psutil.Process(process.pid), time.perf_counter() - began
        finally:
            process.terminate()
            process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes], limit: float = 60) -> None:
    end = time.monotonic() + limit
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not come up")


class Session:
    """One visitor's session."""

    def __init__(self, port: int, page: str = "", query: str = "") -> None:
        self._socket: ClientConnection = connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None, subprotocols=["streamlit"])  # type: ignore[list-item]
        self.page, self.query, self.bytes = page, query, 0

    def run(self) -> float:
        """Run the page once; return the seconds until the server said that it had finished."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        began = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            raw = self._socket.recv()
            self.bytes += len(raw)
            answer.ParseFromString(raw)  # type: ignore[arg-type]
            if answer.WhichOneof("type") == "script_finished" and answer.script_finished in (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR):
                return time.perf_counter() - began

    def close(self) -> None:
        """Leave."""
        self._socket.close()


def cpu(process: psutil.Process) -> float:
    """Return the CPU seconds that the process has used."""
    times = process.cpu_times()
    return times.user + times.system
