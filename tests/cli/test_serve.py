import os
import socket
import subprocess
import sys

import pytest
from django.core.management.base import CommandError

from tusoi.cli.management.commands import serve


def test_the_site_answers_under_the_name_it_listens_on(monkeypatch):
    monkeypatch.delenv("TUSOI_HOSTS", raising=False)
    assert serve.allowed_hosts("tusoi.example") == ["localhost", "127.0.0.1", "[::1]", "tusoi.example"]


def test_listening_on_every_address_allows_the_machine_s_own_and_not_every_name(monkeypatch):
    monkeypatch.setenv("TUSOI_HOSTS", "tusoi.example")
    hosts = serve.allowed_hosts("0.0.0.0")
    assert hosts[:2] == ["tusoi.example", socket.gethostname()]
    assert "*" not in hosts
    assert "0.0.0.0" not in hosts


def test_an_address_of_version_six_is_written_in_brackets():
    assert serve.address("::1", 8000) == "http://[::1]:8000/"
    assert "[::1]" in serve.allowed_hosts("::1")


def test_a_port_that_is_taken_is_told_at_once():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CommandError, match="PORT=8001"):
            serve.ensure_free("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("port", [-1, 70000])
def test_a_port_that_cannot_be_is_told(port):
    with pytest.raises(CommandError):
        serve.ensure_free("127.0.0.1", port)


def test_serving_ends_in_the_server_itself(db, monkeypatch):
    """One process to stop: the command is replaced by the server, with the demonstration only when asked for."""
    called = []
    monkeypatch.setattr(serve, "prepare", list)
    monkeypatch.setattr(serve.os, "execv", lambda program, arguments: called.append(arguments))
    monkeypatch.setenv("TUSOI_HOSTS", "localhost")
    monkeypatch.delenv("TUSOI_DEMO", raising=False)
    serve.Command().handle(host="127.0.0.1", port=0, workers=3, demo=False)
    assert called[0][called[0].index("--workers") + 1] == "3"
    assert "TUSOI_DEMO" not in os.environ


def test_the_first_page_is_served_before_the_api_is_imported():
    """The API and its library are a third of what a server would import; whoever asks it first waits for them."""
    asked = """
import sys
import django
django.setup()
from django.urls import resolve, reverse
assert resolve(reverse("account_login")).url_name == "account_login"
print(*[name for name in ("ninja", "pydantic", "tusoi.api.urls") if name in sys.modules] or ["none"])
assert reverse("api-1:openapi-json") == "/api/openapi.json"
assert resolve("/api/search").namespace == "api-1"
print(*[name for name in ("ninja", "pydantic", "tusoi.api.urls") if name in sys.modules])
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tusoi.config.settings"}
    ran = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["none", "ninja pydantic tusoi.api.urls"]
