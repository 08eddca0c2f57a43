import ipaddress
import os
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tusoi.cli.preparation import prepare


class Command(BaseCommand):
    help = "Prepare the installation and serve it until Ctrl+C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=0, help="processes; unless told, 1 on SQLite, 2 otherwise")
        parser.add_argument("--demo", action="store_true", help="load the demonstration into an empty database")

    def handle(self, *args: Any, host: str, port: int, workers: int, demo: bool, **options: Any) -> None:
        ensure_free(host, port)
        for done in prepare():
            self.stdout.write(f"{done}.")
        if demo:
            os.environ["TUSOI_DEMO"] = "1"
            self.load_demonstration()
        os.environ["TUSOI_HOSTS"] = ",".join(allowed_hosts(host))
        self.stdout.write(f"\nTự Soi: {address(host, port)}   (Ctrl+C)\n")
        self.stdout.flush()
        connection.close()
        count = workers or (1 if connection.vendor == "sqlite" else 2)
        # The server takes the place of this process: one process to stop, nothing between it and Ctrl+C.
        os.execv(
            sys.executable,
            [
                sys.executable, "-m", "granian", "tusoi.config.asgi:application", "--interface", "asginl",
                "--host", host, "--port", str(port), "--workers", str(count), "--no-ws",
                "--log-level", "warning", "--workers-kill-timeout", "2", "--respawn-failed-workers",
            ],
        )  # fmt: skip

    def load_demonstration(self) -> None:
        from tusoi.cli import demonstration

        if demonstration.is_empty():
            self.stdout.write("Loading the demonstration province ...")
            self.stdout.flush()
            self.stdout.write(f"{demonstration.load()}.")
        if not demonstration.is_loaded():
            self.stdout.write("The database holds other data: the demonstration was not loaded.")
            return
        self.stdout.write("\nDemonstration accounts:")
        for username, who, _ in demonstration.accounts():
            self.stdout.write(f"  {username:<22}{who}")
        self.stdout.write(f"Password of all of them: {demonstration.PASSWORD}")


def ensure_free(host: str, port: int) -> None:
    """Say at once that a port is taken, before minutes are spent on anything else."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(f"Cannot serve at {host} port {port}: {error}. Choose another: PORT=8001") from error


def allowed_hosts(host: str) -> list[str]:
    """The names under which the site answers: those configured, and where it listens."""
    hosts = [name for name in os.environ.get("TUSOI_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if name]
    if is_every_address(host):
        own = socket.gethostname()
        hosts += [own, *own_addresses(own)]
    else:
        hosts.append(f"[{host}]" if ":" in host else host)
    return list(dict.fromkeys(hosts))


def is_every_address(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def own_addresses(name: str) -> list[str]:
    """The addresses of this machine, as far as it knows them itself."""
    try:
        found = {str(info[4][0]).split("%")[0] for info in socket.getaddrinfo(name, None)}
    except OSError:
        found = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address reserved for examples: chooses a route, sends nothing
            found.add(probe.getsockname()[0])
        except OSError:
            pass
    return [f"[{one}]" if ":" in one else one for one in sorted(found)]


def address(host: str, port: int) -> str:
    shown = socket.gethostname() if is_every_address(host) else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
