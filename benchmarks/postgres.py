"""A PostgreSQL cluster for the length of a run: a free loopback port, the settings of a server of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "max_wal_size": "8GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "512MB",
    "max_connections": "60",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "fsync": "on",
}


class NotInstalled(Exception):
    """There is no initdb here, or no user under whom it may run."""


def programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    if found:
        return found[-1]
    if (initdb := shutil.which("initdb")) is None:
        raise NotInstalled
    return Path(initdb).parent


@contextmanager
def cluster(shared_buffers: str) -> Iterator[str]:
    """The URL of an empty database; the cluster is gone afterwards. Raises NotInstalled."""
    bin = programs()
    home = Path(tempfile.mkdtemp(prefix="tusoi-bench-pg."))
    runner: list[str] = []
    if os.geteuid() == 0:  # initdb refuses to run as root
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError as error:
            raise NotInstalled from error
        os.chown(home, owner.pw_uid, owner.pw_gid)
        runner = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def do(*command: object) -> None:
        subprocess.run([*runner, *map(str, command)], check=True, cwd=home, stdout=subprocess.DEVNULL)

    given = " ".join(f"-c {name}={value}" for name, value in {**SETTINGS, "shared_buffers": shared_buffers}.items())
    try:
        do(
            bin / "initdb", "-D", home / "data", "-U", "tusoi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
            "--no-sync",
        )  # fmt: skip
        do(
            bin / "pg_ctl", "-D", home / "data", "-w", "-t", 60, "-l", home / "server.log", "start",
            "-o", f"-p {port} -h 127.0.0.1 -k {home} {given}",
        )  # fmt: skip
        do(bin / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "tusoi", "tusoi")
        yield f"postgresql://tusoi@127.0.0.1:{port}/tusoi"
    finally:
        subprocess.run(
            [*runner, str(bin / "pg_ctl"), "-D", str(home / "data"), "-m", "immediate", "-w", "stop"],
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        shutil.rmtree(home, ignore_errors=True)
