"""Citations: a kind of document with what identifies it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tusoi.lib.reading.dates import FULL_DATE, day_of
from tusoi.lib.reading.identifiers import MOST_MEMBERS, Member, congresses, dated, issued, numbered, plenums, termed
from tusoi.lib.reading.kinds import ABBREVIATED, BODY_CODES, CODES, ISSUER_CODES, KINDS, NEED_SYMBOL, VERBS
from tusoi.lib.reading.letters import LOWER, pattern, words
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.places import finder
from tusoi.lib.reading.sentences import Prepared

_KIND = finder(
    words("|".join(KINDS)) + "|" + rf"(?<!\w)(?:{'|'.join(ABBREVIATED)})(?=[\x20]?(?:số |tw|trung ương|t\.ư|\d))",
    [*KINDS, *ABBREVIATED],
)
# "NQ18", "NQTW4": one word with what follows. A pattern for each, as a search for a plain beginning is quick.
_GLUED = [re.compile(rf"{name}(?=\d|số |tw|trung |t\.ư)") for name in ABBREVIATED]
# ngày, ban hành, ký, của, do, hội nghị, khóa, và, số, numbers; and "" where more than two signs part them.
_BEGIN_TAILS = frozenset("nbkcdhvs0123456789") | {""}
_NO_IDENTITY = frozenset("nkgpxaăâeêioôơưy")
_BEGIN_MEETINGS = frozenset("tcđhb")  # tại, trình, trung ương, của, các, đại hội, hội nghị, hn, ban chấp hành, bch
_QUALIFIER = pattern(r" (?:chuyên đề|riêng|liên tịch|liên ngành)(?!\w)")
_TOPIC = pattern(rf" [{LOWER}][{LOWER}\x20,]{{3,60}} (?=số ?\d)")
_NOUN_AFTER = pattern(rf" [{LOWER}]")
_JOINS = pattern(
    r" (?:về|ngày|của|và|do|đến|cho|tại|trong|là|đã|được|với|khóa|thì|có|để|ban hành|nhằm|quy định|như|cũng|hoặc|"
    r"hay|theo|tới|vào|nêu|cũng|yêu cầu|tiếp tục|đi vào|góp phần|gồm|ra đời|thay thế)(?!\w)"
)
_ISSUED_BEFORE = pattern(r"(?:ban hành|ra|ký|công bố)(?: các)?\x20?$")
_BRACKET = re.compile(r" {1,3}\((?=số |\d)")
_THIS = pattern(r" (?:này|nêu trên|trên|sau)(?!\w)")


@dataclass(slots=True)
class _Draft:
    kind: str
    start: int
    end: int
    members: list[Member] = field(default_factory=list)
    issuer: str | None = None
    term: str | None = None
    plenum: int | None = None
    shared_date: str | None = None
    has_issuer: bool = False
    has_date: bool = False


def citations(page: Prepared) -> list[Record]:
    """Every citation of the text, one record for each member of a coordination."""
    records: list[Record] = []
    done = 0
    glued = [found.start() for table in _GLUED for found in table.finditer(page.low)]
    for found in page.finditer(_KIND, glued):
        if found.start() < done:
            continue
        draft = _read(page, found)
        if draft is None:
            continue
        done = draft.end
        records.extend(_records(page, draft))
    return records


def _read(page: Prepared, found: re.Match[str]) -> _Draft | None:
    if not _may_go_on(page, found.end()):
        return None
    name = " ".join(found.group().split())
    if name in ABBREVIATED and not page.text[found.start() : found.end()].isupper():
        return None
    draft = _Draft(ABBREVIATED.get(name, name), found.start(), found.end())
    at = found.end()
    following = page.low[at : at + 2].strip()[:1]
    if following == "c" or following == "r" or following == "l":
        qualifier = _QUALIFIER.match(page.low, at)
        at = qualifier.end() if qualifier else at
    after = _identity(page, draft, at)
    if after is None:
        return None
    _tail(page, draft, after)
    if draft.members:
        return draft
    if draft.has_issuer and draft.has_date and draft.shared_date and page.text[draft.start].isupper():
        draft.members = [Member(date=draft.shared_date)]
        return draft
    return None


def _may_go_on(page: Prepared, at: int) -> bool:
    """Whether what follows can identify a document: settles "kế hoạch khắc phục", "báo cáo như sau" at a glance."""
    low = page.low
    if low[at : at + 1] != " " or low[at + 1 : at + 2] not in _NO_IDENTITY:
        return True
    return low.startswith(("ngày", "ký"), at + 1) or low.find("số", at, at + 72) >= 0


def _identity(page: Prepared, draft: _Draft, at: int) -> int | None:
    """What stands directly after the kind: congress, plenum, number; or an issuer or a topic before the number."""
    if page.low[at : at + 2].strip()[:1] in _BEGIN_MEETINGS:
        for read in (congresses, plenums):
            several = read(page, at)
            if several:
                draft.members, draft.end = several
                return draft.end
    number = _numbers(page, draft, at)
    if number:
        return number
    return _number_later(page, draft, at)


def _numbers(page: Prepared, draft: _Draft, at: int) -> int | None:
    """Coordinated numbers from ``at``; None if there is none that can be a document's."""
    first = numbered(page, at)
    if first is None or not _is_number(page, draft, *first):
        return None
    draft.members, at = [first[0]], first[1]
    while len(draft.members) < MOST_MEMBERS:
        more = numbered(page, at, more=True)
        if more is None or not _is_further(page, draft, *more):
            break
        draft.members.append(more[0])
        at = more[1]
    draft.end = at
    return at


def _is_number(page: Prepared, draft: _Draft, member: Member, end: int) -> bool:
    if member.symbol:
        return True
    if draft.kind in NEED_SYMBOL:
        return False
    counted = _NOUN_AFTER.match(page.low, end) and not _JOINS.match(page.low, end)
    if member.said_number:
        return not (counted and member.number is None)
    capital = page.text[draft.start].isupper()
    if counted and page.text[end + 1 : end + 2].islower():
        return False
    if capital:
        return True
    return draft.kind not in VERBS or dated(page, end) is not None or issued(page, end) is not None


def _is_further(page: Prepared, draft: _Draft, member: Member, end: int) -> bool:
    if member.symbol or member.said_number:
        return True
    if draft.members[-1].symbol and not member.symbol:
        return False
    return not (_NOUN_AFTER.match(page.low, end) and not _JOINS.match(page.low, end))


def _number_later(page: Prepared, draft: _Draft, at: int) -> int | None:
    """ "Chỉ thị của Ban Bí thư số 19-CT/TW", "Kế hoạch kiểm tra số 12-KH/UBKTTU", "Kế hoạch ngày … của …"."""
    body = issued(page, at) or issued(page, at, bare=True)
    if body:
        number = _numbers(page, draft, body[1])
        if number:
            draft.issuer, draft.has_issuer = body[0], True
            return number
        bracketed = _bracketed(page, draft, body[1])
        if bracketed:
            draft.issuer, draft.has_issuer = body[0], True
            return bracketed
        return at if issued(page, at) else None
    if dated(page, at):
        return at
    topic = _TOPIC.match(page.low, at) if page.low.find("số", at, at + 72) >= 0 else None
    if topic:
        member = numbered(page, topic.end() - 1)
        known = member and member[0].symbol and _kind_code(member[0].symbol) in KINDS[draft.kind]
        if member and (
            known or (member[0].symbol is None and topic.group().count(" ") <= 3 and dated(page, member[1]))
        ):
            draft.members, draft.end = [member[0]], member[1]
            return member[1]
    return None


def _bracketed(page: Prepared, draft: _Draft, at: int) -> int | None:
    """ "báo cáo của Ban Tổ chức (số 12-BC/BTC, ngày 3/4/2025)": the number in brackets behind the body."""
    opening = _BRACKET.match(page.low, at)
    found = numbered(page, opening.end()) if opening else None
    if not found or not found[0].symbol:
        return None
    end = found[1]
    day = dated(page, end)
    if day:
        found[0].date, end = day
        draft.has_date = True
    if not page.low.startswith(")", end):
        return None
    draft.members, draft.end = [found[0]], end + 1
    return end + 1


def _tail(page: Prepared, draft: _Draft, at: int) -> None:
    """Date, issuer and term in any order, each once; then perhaps a further number with its own date."""
    for _ in range(2 * MOST_MEMBERS):
        if page.low[at : at + 3].lstrip(" ,;(")[:1] not in _BEGIN_TAILS:
            return
        steps = (read(page, draft, at) for read in (_date, _issuer, _plenum, _term, _further))
        after = next((end for end in steps if end is not None), None)
        if after is None:
            return
        at = draft.end = after


def _date(page: Prepared, draft: _Draft, at: int) -> int | None:
    found = None if draft.has_date else dated(page, at)
    if not found:
        return None
    draft.has_date = True
    draft.shared_date = found[0]
    undated = [member for member in draft.members if member.date is None]
    for member in undated:
        member.date = found[0]
    return found[1]


def _issuer(page: Prepared, draft: _Draft, at: int) -> int | None:
    found = None if draft.has_issuer else issued(page, at)
    if not found or (draft.members and draft.members[0].plenum and found[2]):
        return None
    draft.has_issuer = True
    draft.issuer, end, plenum = found
    if plenum:
        draft.plenum, draft.term = plenum.plenum, plenum.term
    return end


def _plenum(page: Prepared, draft: _Draft, at: int) -> int | None:
    """ "Nghị quyết số 26-NQ/TW, Hội nghị Trung ương 7 khóa XII": the plenum without "của"."""
    start = at + 1 if page.low.startswith(", hội nghị", at) else at
    if draft.plenum or not page.low.startswith(" hội nghị", start) or not draft.members or draft.members[0].plenum:
        return None
    found = plenums(page, start)
    if not found:
        return None
    draft.plenum, draft.term = found[0][0].plenum, found[0][0].term
    return found[1]


def _term(page: Prepared, draft: _Draft, at: int) -> int | None:
    if draft.term or any(member.term for member in draft.members):
        return None
    found = termed(page, at)
    if not found:
        return None
    draft.term = found[0][0]
    return found[1]


def _further(page: Prepared, draft: _Draft, at: int) -> int | None:
    if not draft.members or len(draft.members) >= MOST_MEMBERS or draft.members[-1].number is None or draft.has_issuer:
        return None
    found = numbered(page, at, more=True)
    if not found or not (found[0].symbol or found[0].said_number):
        return None
    draft.members.append(found[0])
    draft.has_date = False
    return found[1]


def _records(page: Prepared, draft: _Draft) -> Iterator[Record]:
    quote = page.text[draft.start : draft.end]
    last_symbol = next((member.symbol for member in reversed(draft.members) if member.symbol), None)
    before = _date_before(page, draft)
    for member in draft.members:
        symbol = member.symbol or (last_symbol if member.number is not None else None)
        fields: dict[str, Any] = {
            "kind": draft.kind[0].upper() + draft.kind[1:],
            "number": member.number,
            "symbol": symbol,
            "issuer": draft.issuer,
            "date": member.date,
            "term": member.term or draft.term,
            "plenum": member.plenum or draft.plenum,
            "congress": member.congress,
        }
        suspect = _suspect(draft.kind, symbol, draft.issuer)
        if suspect:
            fields["suspect"] = suspect
        if before and not member.date:
            fields["ctx_date"] = before
        yield Record("citation", draft.start, draft.end, quote, fields)


def _date_before(page: Prepared, draft: _Draft) -> str | None:
    """ "ngày 5-6-2012, … đã ban hành Quyết định …": the date is known, but not from the span."""
    if draft.has_date or not _ISSUED_BEFORE.search(page.low, max(0, draft.start - 20), draft.start):
        return None
    sentence = page.sentence_at(draft.start)
    first = max(page.sentences[sentence].start, draft.start - 160) if sentence >= 0 else draft.start
    dates = [day_of(found) for found in FULL_DATE.finditer(page.low, first, draft.start)]
    return dates[-1].isoformat() if dates and dates[-1] else None


@lru_cache(maxsize=4_096)
def _kind_code(symbol: str) -> str:
    parts = [part for part in re.split(r"[-/]", symbol.lower()) if part and not part.isdecimal()]
    return parts[0] if parts else ""


@lru_cache(maxsize=4_096)
def _suspect(kind: str, symbol: str | None, issuer: str | None) -> str | None:
    """Which printed value contradicts another: the code of the kind, or the code of the body."""
    if not symbol:
        return None
    code = _kind_code(symbol)
    if code in CODES and KINDS.get(kind) and code not in KINDS[kind]:
        return "kind"
    body = re.split(r"[-/]", symbol.lower())[-1].replace(".", "")
    said = " ".join((issuer or "").lower().replace("uỷ", "ủy").split())
    for beginning, allowed in ISSUER_CODES:
        if said.startswith(beginning):
            return "symbol" if body in BODY_CODES and body not in allowed else None
    return None
