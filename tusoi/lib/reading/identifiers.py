"""The parts that identify a document after its kind: numbers with symbols, plenums, congresses, terms, issuers.

Every function takes a place and answers with what stands there and where it ends, or None. None of them searches.
"""

import re
from dataclasses import dataclass

from tusoi.lib.reading.bodies import body_end, capital_run_end
from tusoi.lib.reading.dates import FULL, day_of
from tusoi.lib.reading.letters import LOWER, UPPER, pattern
from tusoi.lib.reading.numbers import ROMAN, WORD, from_roman, ordinal
from tusoi.lib.reading.sentences import Prepared

MOST_MEMBERS = 12  # of one coordination; a longer list of numbers is a table, not a citation

_CODE = rf"[{UPPER}][{UPPER}{LOWER}.]{{0,11}}"
_SYMBOL = re.compile(
    r"\s?[-–/]\s?(?P<year>(?:19|"
    rf"20)\d\d\s?/\s?)?(?P<code>{_CODE}(?:\d{{1,2}})?(?:\s?[-–/]\s?{_CODE}(?:\d{{1,2}})?){{0,3}})(?![{LOWER}\d])"
    rf"|\s(?P<bare>(?:NQ|QĐ|QÐ|CT|KL|KH|HD|TB|CV|CTr|TTr|BC)\s?[-/–]\s?{_CODE})(?![{LOWER}\d])"
)
_NUMBER = pattern(r"[,\x20]{0,2}(số ?:? ?)?(\d{1,5})(?![\d%])(?!\x20?[.,]\d)")
_MORE = pattern(r"(?: ?, ?| và | ?; ?|, và )(số ?:? ?)?(\d{1,5})(?![\d%])(?!\x20?[.,]\d)")
_DATE = pattern(rf"(?: ?, ?| ){{0,1}}\(?(?:ban hành |ký )?ngày {FULL}\)?")
_TERM = pattern(rf"(?: ?, ?| ?\( ?| ){{1}}\(?khóa ({ROMAN})(?!\w)")
_MORE_TERMS = pattern(rf"(?: ?, ?| và )(?:khóa )?({ROMAN})(?!\w)")
_CENTRE = r"(?:trung ương|tw|tư|t\.ư|t\.w)(?: đảng)?"
_PLENUM = pattern(
    rf"(?: của)?(?: các)?(?: (?:hội nghị|hn))?(?: (?:ban chấp hành|bch))? ?{_CENTRE}(?: lần thứ ({WORD}|\d{{1,2}}|"
    rf"{ROMAN})| ?(\d{{1,2}}))"
    r"(?![\w/%])(?!\x20?[.,/-]\d)"
)
_PLENUM_LONG = pattern(
    rf"(?: của)?(?: các)? (?:hội nghị|hn) (?:{_CENTRE} )?(?:lần thứ|lần) ({WORD}|\d{{1,2}}|{ROMAN})(?!\w)"
    rf"(?:,?(?: của)? (?:ban chấp hành|bch) ?{_CENTRE}(?: cộng sản việt nam)?|,?(?: của)? bchtw(?: đảng)?)?"
)
_MORE_PLENUMS = pattern(
    rf"(?: ?, ?| và )(?:(?:hội nghị )?{_CENTRE} )?(\d{{1,2}})(?![\w/%])(?!\x20?[.,/-]\d)"
    rf"(?! (?!khóa|\(|và|về|của)[{LOWER}])"
)
_CONGRESS_HEAD = pattern(r"(?: tại| trình| của)? (?:đại hội|đhđb|đh)(?!\w)")
_CONGRESS_ORDINAL = pattern(rf" ?lần (?:thứ )?({ROMAN}|\d{{1,2}}|{WORD})(?!\w)")
_CONGRESS_DIRECT = pattern(
    rf" (?:đảng |toàn quốc |đảng toàn quốc |đại biểu toàn quốc |xi+ )?({ROMAN}|\d{{1,2}})(?![\w/%])(?!\x20?[.,/-]\d)"
)
_CONGRESS_TAIL = pattern(
    r" của đảng(?: bộ(?: (?:tỉnh|huyện|thành phố|xã|phường|quận|thị xã))?)?(?: cộng sản việt nam)?(?!\w)"
)
_MORE_CONGRESSES = pattern(rf"(?: ?, ?| và )(?:lần thứ )?({ROMAN})(?!\w)")
_NEXT_CONGRESS = pattern(r"(?: ?, ?| và )(?=đại hội )")
_OF = pattern(r"(?: ?, ?| )(?:của|do) ")
_OFTEN_LOWER = (
    "thường trực ",
    "ban thường vụ ",
    "tỉnh ủy",
    "huyện ủy",
    "thành ủy",
    "đảng ủy",
    "bộ chính trị",
    "ban bí thư",
)
_PARTY = pattern(r"đảng(?: cộng sản việt nam| ta)?(?!\w)")


@dataclass(slots=True)
class Member:
    """One document of a citation; several where numbers are coordinated."""

    number: int | None = None
    symbol: str | None = None
    date: str | None = None
    plenum: int | None = None
    term: str | None = None
    congress: str | None = None
    said_number: bool = False  # the word "số" stands before the number


def numbered(page: Prepared, at: int, *, more: bool = False) -> tuple[Member, int] | None:
    """A number with its symbol: "số 35-CT/TW", "21-NQ/TW", "05"; with ``more`` one that is coordinated."""
    found = (_MORE if more else _NUMBER).match(page.low, at)
    if not found:
        return None
    member = Member(number=int(found.group(2)), said_number=bool(found.group(1)))
    symbol = _SYMBOL.match(page.text, found.end())
    if symbol and _is_symbol(symbol):
        member.symbol = tidy_symbol((symbol.group("year") or "") + (symbol.group("code") or symbol.group("bare")))
        return member, symbol.end() - (1 if symbol.group().endswith(".") else 0)
    return member, found.end()


def _is_symbol(found: re.Match[str]) -> bool:
    code = found.group("code")
    if code is None or found.group("year"):
        return True
    # "số 23 - Tỉnh ủy" is a dash and a name, "35 - CT/TW" a symbol.
    return (
        any(sign in code for sign in "-–/")
        or (code.isupper() and len(code) > 1)
        or "Đi" in code
        or code in {"CTr", "TTr"}
    )


def tidy_symbol(text: str) -> str:
    """Without spaces, with plain hyphens, Ð as Đ, no sign at either end."""
    return "".join(text.split()).replace("–", "-").replace("Ð", "Đ").strip("-/.")


def dated(page: Prepared, at: int) -> tuple[str | None, int] | None:
    """ ", ngày 6/11/2019": the ISO date (None if the calendar has no such day) and the end."""
    found = _DATE.match(page.low, at)
    if not found:
        return None
    day = day_of(found)
    end = found.end()
    if found.group().endswith(")") and "(" not in found.group():
        end -= 1
    return (day.isoformat() if day else None), end


def termed(page: Prepared, at: int) -> tuple[list[str], int] | None:
    """ "(khóa XI, XII)": the numerals as printed and the end, the closing bracket included."""
    found = _TERM.match(page.low, at)
    if not found or not from_roman(found.group(1)):
        return None
    terms = [page.text[found.start(1) : found.end(1)].upper()]
    bracket = "(" in found.group()
    end = found.end()
    while len(terms) < MOST_MEMBERS:
        more = _MORE_TERMS.match(page.low, end)
        if not more or not from_roman(more.group(1)) or not page.text[more.start(1) : more.end(1)].isupper():
            break
        terms.append(page.text[more.start(1) : more.end(1)])
        end = more.end()
    if bracket:
        closing = re.compile(r"\s?\)").match(page.text, end)
        end = closing.end() if closing else end
    return terms, end


def plenums(page: Prepared, at: int) -> tuple[list[Member], int] | None:
    """ "Hội nghị Trung ương 5 (khóa XIII)", "Trung ương 4 khóa XI, XII": a member for each plenum and term."""
    found = _PLENUM_LONG.match(page.low, at) or _PLENUM.match(page.low, at)
    if not found:
        return None
    value = ordinal(next(group for group in found.groups() if group))
    if not value or value > 20:
        return None
    members: list[Member] = []
    waiting = [value]
    end = found.end()
    while len(members) + len(waiting) < MOST_MEMBERS:
        terms = termed(page, end)
        if terms:
            members += [Member(plenum=one, term=term) for one in waiting for term in terms[0]]
            waiting, end = [], terms[1]
        more = _MORE_PLENUMS.match(page.low, end)
        if not more or not 0 < int(more.group(1)) <= 20:
            break
        waiting.append(int(more.group(1)))
        end = more.end()
    return members + [Member(plenum=one) for one in waiting], end


def congresses(page: Prepared, at: int) -> tuple[list[Member], int] | None:
    """ "Đại hội XIII của Đảng", "Đại hội Đảng bộ tỉnh lần thứ XVII, Đại hội XIII": a member for each congress."""
    members: list[Member] = []
    end = at
    while len(members) < MOST_MEMBERS:
        start = end
        if members:
            joined = _NEXT_CONGRESS.match(page.low, end)
            if not joined:
                break
            start = joined.end() - 1
            if page.low[start] != " ":
                break
        one = _congress(page, start)
        if not one:
            break
        members += one[0]
        end = one[1]
    return (members, end) if members else None


def _congress(page: Prepared, at: int) -> tuple[list[Member], int] | None:
    head = _CONGRESS_HEAD.match(page.low, at)
    if not head:
        return None
    direct = _CONGRESS_DIRECT.match(page.low, head.end())
    found = direct if direct and _is_ordinal(page, direct) else _ordinal_within(page, head.end())
    if not found:
        return None
    names = [page.text[found.start(1) : found.end(1)]]
    end = found.end()
    while len(names) < MOST_MEMBERS:
        more = _MORE_CONGRESSES.match(page.low, end)
        if not more or not _is_ordinal(page, more):
            break
        names.append(page.text[more.start(1) : more.end(1)])
        end = more.end()
    tail = _CONGRESS_TAIL.match(page.low, end)
    return [Member(congress=name) for name in names], tail.end() if tail else end


def _ordinal_within(page: Prepared, at: int) -> re.Match[str] | None:
    """ "lần thứ XVII" after at most 70 signs of the congress's own name."""
    stop = re.compile(r"[.,;:()\n]").search(page.low, at, at + 80)
    place = page.low.find("lần ", at, stop.start() if stop else at + 80)
    return _CONGRESS_ORDINAL.match(page.low, place) if place >= 0 else None


def _is_ordinal(page: Prepared, found: re.Match[str]) -> bool:
    printed = page.text[found.start(1) : found.end(1)]
    return printed.isdecimal() or (printed.isupper() and from_roman(printed) is not None)


def issued(page: Prepared, at: int, *, bare: bool = False) -> tuple[str | None, int, Member | None] | None:
    """ "của Bộ Chính trị": the issuer as written, the end, and the plenum where the issuer is one.

    ``bare`` takes the body without "của". "của Đảng" is part of the span but names no issuer.
    """
    start = at
    if bare:
        if not page.low.startswith(" ", at):
            return None
        start = at + 1
    else:
        of = _OF.match(page.low, at)
        if not of:
            return None
        start = of.end()
        plenum = plenums(page, start - 1)
        if plenum and page.low.startswith(("hội nghị", "hn"), start):
            return _issuing_plenum(page, start, plenum)
    end = body_end(page, start)
    if end is None and not bare:
        party = _PARTY.match(page.low, start)
        if party and page.text[start].isupper():
            return None, party.end(), None
        end = capital_run_end(page, start)
    if end is None or not (page.text[start].isupper() or _known_lower(page, start)):
        return None
    return page.text[start:end], end, None


def _known_lower(page: Prepared, start: int) -> bool:
    """Bodies that careless texts write without a capital."""
    return page.low.startswith(_OFTEN_LOWER, start)


def _issuing_plenum(page: Prepared, start: int, plenum: tuple[list[Member], int]) -> tuple[str, int, Member]:
    members, end = plenum
    cut = page.low.find("khóa", start, end)
    issuer = page.text[start : cut if cut > 0 else end].rstrip(" (,\t\u00a0")
    return issuer, end, members[0]
