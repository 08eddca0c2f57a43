"""Starting the server the way `tusoi serve` does, what a worker keeps in memory, how long my work takes through it."""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.test import Client

from benchmarks.nation import Nation
from benchmarks.parts.pages import WARM, percentile
from benchmarks.timing import Result, in_quiet
from tusoi.organisations.models import Account

ASKED = 25


def measure(nation: Nation) -> list[Result]:
    sessions = {level: _session(account) for level, account in nation.accounts.items()}
    connections.close_all()
    call_command("collectstatic", interactive=False, verbosity=0)
    port = _free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    command = [
        sys.executable, "-m", "granian", "tusoi.config.asgi:application", "--interface", "asginl",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--no-ws", "--log-level", "warning",
    ]  # fmt: skip
    start = time.perf_counter()
    server = subprocess.Popen(command, env=environment)
    try:
        _wait(port, start + 60)
        seconds = time.perf_counter() - start
        for _ in range(50):
            _get(port)
        megabytes = max(_memory(pid) for pid in _children(server.pid)) / 1024
        through = [_my_work(port, level, session) for level, session in sessions.items()]
    finally:
        server.terminate()
        server.wait(20)
    return [
        Result("start of the server, to the first page", seconds, "s", limit=3),
        Result("memory of a worker", megabytes, "MB", limit=150),
        *through,
    ]


def _session(account: int) -> str:
    client = Client()
    client.force_login(Account.objects.get(pk=account))
    client.get("/")
    return client.cookies["sessionid"].value


def _my_work(port: int, level: str, session: str) -> Result:
    """Sent and received over one connection of a browser, as the pages are timed beside."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def asked(rounds: int = ASKED) -> list[float]:
        return [_took(line, session, level) for _ in range(rounds)]

    asked(WARM)
    times, taken = in_quiet(asked)
    note = f"median {statistics.median(times):.0f} ms; {taken:.0%} taken away"
    return Result(f"my work through the server, {level}, p95", percentile(times), limit=50, note=note)


def _took(line: http.client.HTTPConnection, session: str, level: str) -> float:
    start = time.perf_counter()
    line.request("GET", "/", headers={"Cookie": f"sessionid={session}"})
    answer = line.getresponse()
    answer.read()
    assert answer.status == 200, f"my work for {level}: {answer.status}"
    return (time.perf_counter() - start) * 1000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(port: int) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10) as answer:
        answer.read()


def _wait(port: int, until: float) -> None:
    while True:
        try:
            return _get(port)
        except OSError:
            if time.perf_counter() > until:
                raise
            time.sleep(0.02)


def _children(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def _memory(pid: int) -> int:
    """Kilobytes resident."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0
