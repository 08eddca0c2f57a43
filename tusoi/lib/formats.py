"""Numbers, shares and days as they are written in Vietnamese ("vi") and in English ("en").

Dates are dd/mm/yyyy in both languages: one page, printed twice, must not show two different days.
"""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import ROUND_HALF_UP, Decimal

NOTHING = "—"
HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # one zone, no summer time since 1975

_DAYS = (
    re.compile(r"(?P<day>[0-9]{1,2})\s?[/.\- ]\s?(?P<month>[0-9]{1,2})\s?[/.\- ]\s?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})"),
)
"""As days are typed. static/js/days.js reads the same."""
FIRST_YEAR, LAST_YEAR = 1900, 2200

# fmt: off
_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# fmt: on


def number(value: int | float | Decimal | None, language: str = "vi", *, digits: int = 1) -> str:
    """1074 -> "1.074", 15.6 -> "15,6" (English "1,074", "15.6"); None -> "—".

    At most ``digits`` decimals, rounded half up; a fraction of zero is not written, so 15.0 is "15".
    """
    if value is None:
        return NOTHING
    if type(value) is int:  # nearly all are: no page shall pay for decimals that cannot be
        return f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")
    rounded = _rounded(value, digits)
    text = f"{rounded:,.{digits}f}"
    if digits:
        text = text.rstrip("0").rstrip(".")
    if text == "-0":
        text = "0"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(part: int | float | Decimal, whole: int | float | Decimal, language: str = "vi", *, digits: int = 1) -> str:
    """percent(62, 74) -> "83,8 %" (English "83.8%"); "—" when the whole is 0.

    Rounding never claims what is not so: a share short of the whole stays under 100 and a share above nothing stays
    over 0, so 1,999 of 2,000 is "99,9 %" and not "100 %".
    """
    if whole == 0:
        return NOTHING
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    share = _rounded(exact, digits)
    step = Decimal(1).scaleb(-digits)
    if share == 100 and exact < 100:
        share -= step
    elif share == 0 and exact > 0:
        share = step
    text = number(share, language, digits=digits)
    return f"{text}%" if language == "en" else f"{text} %"


def day(value: date | None, language: str = "vi") -> str:
    """A day as "21/11/2026" in either language; None -> "—"."""
    return NOTHING if value is None else f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def moment(value: datetime | None, language: str = "vi", *, zone: tzinfo = HANOI) -> str:
    """A moment as "21/11/2026 16:45" in either language; None -> "—".

    A moment that knows its zone is shown in ``zone`` (stored moments are in UTC); one that does not is shown as it is.
    """
    if value is None:
        return NOTHING
    local = value.astimezone(zone) if value.tzinfo else value
    return f"{day(local, language)} {local.hour:02d}:{local.minute:02d}"


def read_day(text: str) -> date | None:
    """The day in "9/11/2026", "09-11-2026", "09.11.2026", "09112026" or "2026-11-09"; None for anything else.

    Years from FIRST_YEAR to LAST_YEAR: what lies outside is a slip of the finger.
    """
    found = _as_typed(text)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def why_no_day(text: str) -> str:
    """What is wrong with a text that read_day does not take: "form", "year" or "no_such_day" (31/02)."""
    found = _as_typed(text)
    if found is None:
        return "form"
    return "no_such_day" if FIRST_YEAR <= int(found["year"]) <= LAST_YEAR else "year"


def _as_typed(text: str) -> re.Match[str] | None:
    return next(filter(None, (form.fullmatch(text.strip()) for form in _DAYS)), None)


def long_day(value: date | None, language: str = "vi") -> str:
    """A day with its weekday: "thứ Bảy, 21/11/2026", "Saturday, 21/11/2026"; None -> "—"."""
    if value is None:
        return NOTHING
    return f"{_WEEKDAYS['en' if language == 'en' else 'vi'][value.weekday()]}, {day(value, language)}"


def _rounded(value: int | float | Decimal, digits: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
