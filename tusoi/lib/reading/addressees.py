"""Who is asked: bodies by name, or the words up to the verb of the duty."""

from tusoi.lib.reading import cues
from tusoi.lib.reading.letters import pattern
from tusoi.lib.reading.sentences import Prepared, Span, trimmed
from tusoi.lib.reading.series import series

_GIVES = pattern(r"(?:giao|đề nghị|yêu cầu)(?: cho)? (?=\w)")
_VERB_AFTER = pattern(rf"\x20?: ?|,? (?=(?:{cues.IMPERATIVE}|chịu|chủ trì|có trách nhiệm)(?!\w))")
_ADDRESSED_ITEM = pattern(rf"(?:{cues.ADDRESSEE})(?!\w)")
_TO = pattern(r"(?: đối với| cho| với)? (?=\w)")
_ADDRESSED = pattern(
    r"(?: (?:trong )?(?:thời gian|giai đoạn|nhiệm kỳ)(?: tới| đến| sau)?,(?= ))?(?: đối với| cho| với)? "
    rf"(?P<who>(?:{cues.ADDRESSEE})(?!\w))"
)
_DUTY_BEGINS = pattern(
    rf" (?P<verb>{cues.IMPERATIVE}|trực tiếp|chịu trách nhiệm|nêu gương|tham dự)(?!\w)(?! đảng| cơ sở)|\x20?[:.;\n“”]"
)


def assigned(page: Prepared, at: int, end: int) -> tuple[str | None, list[str], int]:
    """Who an item is for: "1. Văn phòng Đảng ủy: …", "2. Giao Ủy ban Kiểm tra …", "3. Các chi bộ rà soát …". With the
    place where the duty begins.
    """
    text, low = page.text, page.low
    while at < end and text[at] in " .):,–-\t\n":
        at += 1
    given = _GIVES.match(low, at, end)
    start = given.end() if given else at
    names, stop = series(page, start, end)
    after = _VERB_AFTER.match(low, stop, end) if names else None
    if names and (after or given):
        return text[start:stop], [one.name for one in names], after.end() if after and ":" in after.group() else stop
    colon = text.find(":", start, min(end, start + 120))
    if (
        0 < colon < end - 12
        and (said := _ADDRESSED_ITEM.match(low, start, colon))
        and not _is_topic_word(low[start:colon])
    ):
        return text[start:colon].strip(), [], colon + 1 if said else at
    return None, [], at


def _is_topic_word(words: str) -> bool:
    return (
        words.startswith(("tổ chức", "cấp ủy, ", "hội nghị", "ban hành", "bộ phận", "mỗi ", "thời gian"))
        or len(words.split()) > 9
    )


def addressee(page: Prepared, at: int, end: int, cue: str) -> tuple[Span | None, list[str]]:
    """Who is asked: bodies named one by one (their names in full), or the words up to the verb of the duty."""
    if cue in {"cần", "phải", "chỉ đạo"}:
        return None, []
    to = _TO.match(page.low, at, end)
    named, stop = series(page, to.end(), end) if to else ([], at)
    if to and named and not page.low.startswith((",", " và ", ";"), stop):
        return Span(to.end(), stop), [one.name for one in named]
    who = _said_addressee(page, at, end)
    return who, [one.name for one in named] if who and named else []


def _said_addressee(page: Prepared, at: int, end: int) -> Span | None:
    begin = _ADDRESSED.match(page.low, at, end)
    if not begin:
        return None
    start = begin.start("who")
    for found in _DUTY_BEGINS.finditer(page.low, begin.end(), min(end, start + 260)):
        # "Tân Lập" is a place, "lập" a verb.
        if found.group("verb") is None or page.text[found.start("verb")].islower():
            who = trimmed(page.text, start, found.start())
            break
    else:
        if end - start > 260:
            return None
        who = trimmed(page.text, start, end)
    while who.end > who.start and page.text[who.end - 1] in ",:;":
        who = trimmed(page.text, who.start, who.end - 1)
    return who if who.start < who.end else None
