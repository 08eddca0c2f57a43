"""What a line of a plan says: a measure, a person, a day, milestones, something to show; and what to ask about.

Cues are searched in the folded text of the same length, so that a text typed without diacritics is read as well; names
are told by their capitals in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from tusoi.lib.folding import fold, fold_even, nfc

SIGNS = ("measure", "person", "day", "milestones", "product")
"""What a good line has, in the order of a table."""
FIELDS = {"measure": "task", "person": "lead", "day": "due_on", "milestones": "milestones", "product": "product"}
"""The field of a line that says each of them: what stands there is the fact, and no other words stand in for it."""
LONGEST = 200_000
"""Characters of a text that are looked at."""
MOST = 20
"""Proofs of one sign that are kept."""
BEYOND = 366
"""Days behind the due day of the plan after which a day is worth a question."""


class Line(Protocol):
    @property
    def task(self) -> str: ...
    @property
    def lead(self) -> str: ...
    @property
    def product(self) -> str: ...
    @property
    def milestones(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Proof:
    """The words that show a sign: where in which field, and as they stand there."""

    field: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Look:
    """``has``: sign -> its proofs; ``lacks``: the signs that were not found; ``asks``: what a reader may want to ask
    about -> the words it is about (none for a day): "generic", "collective", "other_name", "past", "beyond".

    ``mentions``: of a line, the signs it lacks that words elsewhere speak of: nothing was written where it belongs.
    """

    has: dict[str, tuple[Proof, ...]]
    lacks: tuple[str, ...]
    asks: dict[str, tuple[Proof, ...]] = field(default_factory=dict)
    mentions: dict[str, tuple[Proof, ...]] = field(default_factory=dict)


_PLACE_WORDS = ("xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa", "thanh pho", "tinh", "thon", "ban",
                "khu", "khu pho", "to dan pho", "to")  # fmt: skip
_HEADS = {"dang uy": "dang uy", "dang bo": "dang uy", "chi bo": "chi bo", "chi uy": "chi bo", "tinh uy": "tinh uy",
          "thanh uy": "thanh uy", "huyen uy": "huyen uy"}  # fmt: skip
_NAME = re.compile(
    rf"(?<![^\W_])(?P<head>{'|'.join(_HEADS)})(?P<place>(?: (?:{'|'.join(sorted(_PLACE_WORDS, key=len, reverse=True))})"
    r"(?![^\W_])){0,2})(?P<name>(?: [^\W_]+){1,6})"
)


@dataclass(frozen=True)
class Names:
    """The names an answer may speak of as its own: of the organisation and of those above it."""

    own: tuple[str, ...]

    @cached_property
    def forms(self) -> dict[str, set[tuple[str, ...]]]:
        """Head -> the names behind it, without kinds of places: "dang uy" -> {("an", "binh")}."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for name in self.own:
            match = _NAME.search(fold(name))
            if match:
                found.setdefault(_HEADS[match["head"]], set()).add(tuple(match["name"].split()))
        return found

    def is_own(self, head: str, name: tuple[str, ...]) -> bool | None:
        """None where nothing can be said: no organisation above or here is of that kind."""
        known = self.forms.get(head)
        if known is None:
            return None
        return any(name[: len(one)] == one or one[: len(name)] == name for one in known)


def look(
    line: Line, *, due_on: date | None = None, on: date | None = None, names: Names | None = None, finding: str = ""
) -> Look:
    """A line of a plan: a sign is there when its own field says it. ``due_on``: of the plan; ``on``: when it was sent;
    without them no day is asked about."""
    texts = {
        "finding": nfc(finding)[:4000], "task": nfc(line.task)[:LONGEST], "lead": nfc(line.lead),
        "product": nfc(line.product), "milestones": nfc(line.milestones)[:LONGEST],
    }  # fmt: skip
    folded = {name: fold_even(text) for name, text in texts.items()}
    found = _Found(texts, FIELDS)
    for name in ("product", "milestones"):
        if texts[name].strip():
            found.add(name, name, *_whole(texts[name]))
    _measures(found, folded, ("task",))
    _people(found, "task", texts["task"], folded["task"])
    if texts["lead"].strip():
        together = _TOGETHER.search(folded["lead"]) and not is_somebody(texts["lead"])
        (found.ask if together else found.add)("collective" if together else "person", "lead", *_whole(texts["lead"]))
    _days(found, folded, ("task", "milestones", "product"), has_day=line.due_on is not None)
    _products(found, folded["task"], "task")
    _names(found, texts, folded, names)
    return found.done(_about_the_day(line.due_on, due_on, on))


def look_at_text(text: str, *, names: Names | None = None) -> Look:
    """A whole text, as if it were one line."""
    text = nfc(text)[:LONGEST]
    texts, folded = {"text": text}, {"text": fold_even(text)}
    found = _Found(texts)
    _measures(found, folded, ("text",))
    _people(found, "text", text, folded["text"])
    _days(found, folded, ("text",), has_day=False)
    _products(found, folded["text"], "text")
    _names(found, texts, folded, names)
    return found.done({})


def _about_the_day(day: date | None, due_on: date | None, on: date | None) -> dict[str, tuple[Proof, ...]]:
    """A day before the plan was sent, or more than a year behind the due day: a plan reports what is done as well."""
    if day is not None and on is not None and day < on:
        return {"past": ()}
    if day is not None and due_on is not None and (day - due_on).days > BEYOND:
        return {"beyond": ()}
    return {}


class _Found:
    """``fields``: sign -> the only field that can have it, for a line; a plain text has signs anywhere."""

    def __init__(self, texts: dict[str, str], fields: Mapping[str, str] | None = None) -> None:
        self.texts = texts
        self.fields = fields or {}
        self.has: dict[str, list[Proof]] = {}
        self.mentions: dict[str, list[Proof]] = {}
        self.asks: dict[str, list[Proof]] = {}
        self.generic: list[Proof] = []
        self.has_day = False

    def add(self, sign: str, where: str, start: int, end: int) -> None:
        found = self.has if self.fields.get(sign, where) == where else self.mentions
        self._keep(found.setdefault(sign, []), where, start, end)

    def ask(self, code: str, where: str, start: int, end: int) -> None:
        self._keep(self.asks.setdefault(code, []), where, start, end)

    def wish(self, where: str, start: int, end: int) -> None:
        self._keep(self.generic, where, start, end)

    def _keep(self, proofs: list[Proof], where: str, start: int, end: int) -> None:
        if len(proofs) < MOST:
            proofs.append(Proof(where, start, end, self.texts[where][start:end]))

    def done(self, more: dict[str, tuple[Proof, ...]]) -> Look:
        if self.generic and "measure" not in self.has:
            self.asks["generic"] = self.generic
        has = {sign: tuple(self.has.get(sign, ())) for sign in (*SIGNS, "own_name") if sign in self.has}
        if self.has_day:
            has.setdefault("day", ())
        lacks = tuple(sign for sign in SIGNS if sign not in has)
        mentions = {sign: tuple(self.mentions[sign]) for sign in lacks if sign in self.mentions}
        return Look(has, lacks, {**{code: tuple(proofs) for code, proofs in self.asks.items()}, **more}, mentions)


def _whole(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


# --- a measure: something that is done or can be counted, and not only wished for

_GENERIC = re.compile(
    r"(?<![^\W_])(?:tang cuong|tiep tuc(?: (?:quan tam|quan triet|phat huy|day manh|thuc hien tot|nang cao))?|"
    r"trong thoi gian toi|nang cao (?:nhan thuc|chat luong|hieu qua|trach nhiem|vai tro)|day manh|phat huy|"
    r"quan triet(?: sau sac)?|nghiem tuc|quan tam|chu trong|lam tot|thuc hien tot|hoan thanh tot|tich cuc|quyet liet|"
    r"co gang|phan dau|khac phuc (?:nhung |cac )?(?:han che|ton tai|khuyet diem)|duoc quan tam|dung muc|"
    r"thuong xuyen (?:quan tam|quan triet|nang cao)|day du, kip thoi)(?![^\W_])"
)
_VERB = re.compile(
    r"\s*(?:[-+•*]\s*)?(?:\d+[.)]\s*)?(?:da |se |can |phai |hop, )?"
    r"(?:lap|lap lai|hop|ra soat|ra lai|soat lai|bo sung|sua doi|ban hanh|phan cong|giao|mo (?:lop|so|dot)|to chuc|"
    r"kiem tra|giam sat|doi thoai|cong khai|niem yet|thu|nop|kiem dem|ban giao|chot|cu|gui|viet|soan|"
    r"thanh lap|bo tri|dat lich|ky|boi duong|ket nap|phan loai|doc|chon|dieu chinh|"
    r"tap huan|dang ky|trinh bay|bao cao|theo doi|moi|tham dinh|thong qua|xay dung|hoan thien|thay|don doc|gop y|"
    r"du (?:sinh hoat|hop)|xu ly|giai quyet|tra loi|cap nhat|luu|in|phat|dua|ghi|chuyen|khao sat|nghiem thu)"
    r"(?![^\W_]) +[^\W_]"
)
_CLAUSE = re.compile(r"[^.;:\n]+")
_AMOUNT = re.compile(
    r"(?<![^\W_/.,-])(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,3})?"
    r" ?(?:%|(?!(?:nam|thang|ngay|quy|nq|kl|ct|qd|kh|tw|tu)(?![^\W_]))[a-z]{2,}(?![^\W_-]))"
)
_NO_AMOUNT_BEHIND = re.compile(r"(?:so|dieu|khoan|khoa|nhiem ky|nghi quyet|ket luan|chi thi|quy dinh|ke hoach|"
                               r"thang|ngay|quy|nam|muc|phan|lan thu|giai doan|[-/–]) ?$")  # fmt: skip


def _measures(found: _Found, folded: dict[str, str], names: Iterable[str]) -> None:
    for name in names:
        text = folded[name]
        for clause in _CLAUSE.finditer(text):
            generic = _GENERIC.search(clause[0])
            if generic:
                found.wish(name, clause.start() + generic.start(), clause.start() + generic.end())
            verb = _VERB.match(clause[0])
            if verb and not (generic and generic.start() <= verb.end()):
                begin, end = clause.start(), min(clause.end(), clause.start() + 120)
                begin += len(clause[0]) - len(clause[0].lstrip())
                found.add("measure", name, begin, max(begin, begin + len(text[begin:end].rstrip())))
        for amount in _AMOUNT.finditer(text):
            if not _NO_AMOUNT_BEHIND.search(text, max(0, amount.start() - 12), amount.start()):
                found.add("measure", name, amount.start(), amount.end())


# --- somebody by name, or in an office that one person holds

_SAID_OF = re.compile(r"(?<![^\W_])(?:dong chi|d/c|d\.c|ong|ba|anh|chi)\.?:? +(?=[^\W_])")
_OFFICE = re.compile(
    r"(?<![^\W_])(?<!cac )(?<!nhung )(?<!cac dong chi )(?:pho )?(?:bi thu|chu nhiem|truong ban|chu tich|hieu truong|"
    r"giam doc|chanh van phong|van thu|ke toan|doi truong|to truong|truong thon|truong ban|truong cong an|"
    r"chi huy truong)(?![^\W_])"
)
_CAPITALS = re.compile(r"(?<![^\W_])[^\W\d_]+(?: +[^\W\d_]+)*")
_NO_NAME = frozenset(
    {"ban", "hội", "đoàn", "tổ", "ủy", "uỷ", "chi", "đảng", "văn", "công", "mặt", "trung", "phòng", "sở", "viện",
     "thôn", "bản", "xã", "phường", "khu", "tỉnh", "huyện", "thị", "đặc", "thường", "cấp", "toàn", "các", "tập"}
)  # fmt: skip


_TOGETHER = re.compile(
    r"(?<![^\W_])(?:cac|tap the|toan the|cap uy|chi uy|dang uy|chi bo|ban chap hanh|bch|ban thuong vu|btv|thuong truc|"
    r"uy ban|ubkt|ubnd|van phong|ban [a-z]+|hoi|doan the|mat tran|bo phan|don vi|co quan|can bo|dang vien)(?![^\W_])"
)
_ALSO_FAMILIES = frozenset({"đoàn", "văn", "công"})


def is_somebody(text: str) -> bool:
    """Whether the words name one who can be asked: a person's name or an office that one person holds."""
    text = nfc(text)
    folded = fold_even(text)
    called = any(text[match.end()].isupper() for match in _SAID_OF.finditer(folded))
    return called or _OFFICE.search(folded) is not None or next(_person_names(text), None) is not None


def _person_names(text: str) -> Iterator[tuple[int, int]]:
    """Two or more words with capitals side by side that do not begin as the name of a body or a place does."""
    for run in _CAPITALS.finditer(text):
        words = list(re.finditer(r"[^\W\d_]+", run[0]))
        at = 0
        while at < len(words):
            end = at
            while end < len(words) and words[end][0].istitle():
                end += 1
            first = words[at][0].lower()
            if end - at >= 2 and (first not in _NO_NAME or (end - at > 2 and first in _ALSO_FAMILIES)):
                yield run.start() + words[at].start(), run.start() + words[end - 1].end()
            at = max(end, at + 1)


def _people(found: _Found, name: str, text: str, folded: str) -> None:
    for match in _SAID_OF.finditer(folded):
        begin = match.end()
        if text[begin].isupper():
            named = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,4}").match(text, begin)
            if named:
                kept = []
                for word in named[0].split(" "):
                    if not word[:1].isupper():
                        break
                    kept.append(word)
                found.add("person", name, match.start(), begin + len(" ".join(kept)))
    for match in _OFFICE.finditer(folded):
        found.add("person", name, match.start(), match.end())


# --- days, milestones, what there will be to show

_DAY = re.compile(
    r"(?<![^\W_])(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|"
    r"(?:truoc )?ngay \d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?(?![^\W_])|"
    r"(?:het |cuoi |dau |giua )?thang \d{1,2}(?:[/.-]\d{4})?|"
    r"(?:het |cuoi |dau )?quy (?:iv|i{1,3}|[1-4])(?![^\W_])|trong (?:vong |thoi han )?\d{1,3} (?:ngay|tuan|thang)|"
    r"(?:het |cuoi )nam \d{4})(?!\d)"
)
_RHYTHM = re.compile(r"(?<![^\W_])(?:(?:hang|moi) (?:ngay|tuan|thang|quy|nam)|(?:ngay|thang|quy) hang thang)(?![^\W_])")
_STAGE = re.compile(r"(?<![^\W_])(?:giai doan|buoc|dot|moc) (?:\d|mot|hai|ba|thu)")
_SHOWN = re.compile(
    r"(?<![^\W_])(?:so theo doi|bien ban|danh sach|ho so|bang (?:ke|tien do|phan cong)|"
    r"ban (?:cam ket|dang ky|kiem diem)|quy che|quyet dinh|nghi quyet chuyen de|thong bao phan cong|"
    r"bao cao (?:ket qua|tien do)|giay xac nhan)(?![^\W_])"
)


def _days(found: _Found, folded: dict[str, str], names: Iterable[str], *, has_day: bool) -> None:
    found.has_day = has_day
    days: set[str] = set()
    for name in names:
        for match in _DAY.finditer(folded[name]):
            found.add("day", name, match.start(), match.end())
            days.add(match[0])
        for match in (*_RHYTHM.finditer(folded[name]), *_STAGE.finditer(folded[name])):
            found.add("milestones", name, match.start(), match.end())
    if len(days) > 1:
        for proof in (*found.has.get("day", ()), *found.mentions.get("day", ())):
            found.add("milestones", proof.field, proof.start, proof.end)


def _products(found: _Found, folded: str, name: str) -> None:
    for match in _SHOWN.finditer(folded):
        found.add("product", name, match.start(), match.end())


# --- names of organisations


def names_in(text: str) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """(start, end, head, name) of the organisations a text names, such as (…, "dang uy", ("an", "binh"))."""
    text = nfc(text)
    folded = fold_even(text)
    for match in _NAME.finditer(folded):
        at = match.start("name") + 1
        words: list[str] = []
        end = at
        while at < match.end("name"):
            stop = folded.find(" ", at, match.end("name"))
            stop = match.end("name") if stop < 0 else stop
            if not (text[at].isupper() or text[at].isdigit()):
                break
            words.append(folded[at:stop])
            end = stop
            at = stop + 1
        if words:
            yield match.start(), end, _HEADS[match["head"]], tuple(words)


def _names(found: _Found, texts: dict[str, str], folded: dict[str, str], names: Names | None) -> None:
    if names is None:
        return
    for field_name, text in texts.items():
        for start, end, head, name in names_in(text):
            own = names.is_own(head, name)
            if own:
                found.add("own_name", field_name, start, end)
            elif own is False:
                found.ask("other_name", field_name, start, end)
