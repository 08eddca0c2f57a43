"""How a person wants the pages: language, size of the letters, contrast. On the account, and in a cookie."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse

TEXT_SIZES = ("small", "", "large", "larger")
CONTRASTS = ("", "high", "dark")
COOKIE = "tusoi_look"
YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class Preferences:
    language: str = settings.LANGUAGE_CODE
    text_size: str = ""
    contrast: str = ""

    @property
    def smaller(self) -> str | None:
        """The next smaller size, None at the smallest."""
        place = TEXT_SIZES.index(self.text_size)
        return TEXT_SIZES[place - 1] if place else None

    @property
    def larger(self) -> str | None:
        place = TEXT_SIZES.index(self.text_size)
        return TEXT_SIZES[place + 1] if place + 1 < len(TEXT_SIZES) else None

    @property
    def html_class(self) -> str:
        named = (("size", self.text_size), ("theme", self.contrast))
        return " ".join(f"{what}-{value}" for what, value in named if value)

    def changed(self, **wishes: str | None) -> Preferences:
        """With the wishes that are known values; others change nothing."""
        known = {"language": tuple(dict(settings.LANGUAGES)), "text_size": TEXT_SIZES, "contrast": CONTRASTS}
        return replace(self, **{name: value for name, value in wishes.items() if value in known[name]})


def preferences_of(request: HttpRequest) -> Preferences:
    """What the account says; for a visitor, what his cookies say. The browser's own language is no wish of a person."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return Preferences().changed(language=user.language, text_size=user.text_size, contrast=user.contrast)
    text_size, _, contrast = request.COOKIES.get(COOKIE, "").partition(".")
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return Preferences().changed(language=language, text_size=text_size, contrast=contrast)


def remember(response: HttpResponse, wishes: Preferences) -> None:
    """In cookies, so that the sign-in page too is as the person wants it."""
    kept = {COOKIE: f"{wishes.text_size}.{wishes.contrast}", settings.LANGUAGE_COOKIE_NAME: wishes.language}
    for name, value in kept.items():
        response.set_cookie(
            name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
        )
