"""Addresses that come with a request: where a form or the browser says one came from."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, *wanted: str) -> str:
    """The first of them that is an address of this site, else "".

    Never a bare word, which ``redirect`` would take for the name of a page and find none.
    """
    for address in wanted:
        if address.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
            address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return address
    return ""
