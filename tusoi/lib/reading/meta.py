"""What a text says about itself: title, date, date of the event, author, source."""

import re

from tusoi.lib.reading.dates import FULL, FULL_DATE, calendar_day, day_of
from tusoi.lib.reading.letters import LOWER, UPPER, pattern
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.sentences import Prepared, Span, trimmed

_HEAD_LINES = 30
_TAIL_LINES = 40
_LABELLED = pattern(
    r"(?:cập nhật(?: lúc| ngày)?|ngày (?:đăng|đăng tải|cập nhật|xuất bản|tạo)|đăng (?:ngày|lúc)|thời gian|published|"
    r"ngày)\x20?:?(?!\w)"
)
_CLOCK = re.compile(r"\d{1,2}\s?[:h]\s?\d{2}\s?:\s?\d{2}")
_STAMP = re.compile(r"(?P<day>\d{1,2}[./-]\d{1,2}[./-]\d{4})(?:(?:\s?[-|,]\s?|\s)(?P<time>\d{1,2}[:h]\d{2}))?")
_BESIDE = pattern(r"\x20?[|\-•] ?(?:tác giả|bài|tin|ảnh|nguồn|người viết|thực hiện|theo)(?!\w)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"], 1
    )
}
_NAMED_MONTH = pattern(
    rf"(?<!\d)(?P<day>\d{{1,2}}) tháng (?P<month>mười một|mười hai|{'|'.join(list(_MONTHS)[:10])}),? (?:năm )?"
    r"(?P<year>\d{4})(?!\d)"
)
_SHORT_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_WEEKDAY = pattern(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)")
_NAVIGATION = pattern(
    r"(?:a- a a\+|trang chủ|chào mừng|search|tìm kiếm|chi tiết|site|web|in bài|menu|đăng nhập|tăng tương phản|"
    r"giảm tương phản|cỡ chữ|"
    r"chia sẻ|font|english|liên hệ|sơ đồ|tin tức|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|home|skip|facebook|zalo|•|"
    r"quay lại|ngày đăng|cập nhật|"
    r"tiếng việt|toàn cảnh|quang cảnh|"
    r"tác giả|nguồn|lượt xem|đảng cộng sản việt nam|cộng hòa xã hội|độc lập)"
)
# Parts of the head of a document that are not what it is about.
_OF_HEAD = pattern(rf"(?:số ?:|[^\n]{{0,30}}?,? ?ngày {FULL}$|v/v |kính gửi)")
_BODY_NAME = pattern(
    r"(?:đảng (?:bộ|ủy)|ban (?:chấp hành|tổ chức|thường vụ|tuyên giáo|dân vận|nội chính)|ủy ban|"
    r"tỉnh ủy|huyện ủy|thành ủy|"
    r"thị ủy|quận ủy|chi bộ|bộ chính trị|ban bí thư)(?!\w)"
)
_WIDE_GAPS = re.compile(r"^.*(?:\t|\s{3,})(?=\S)")  # all but the last cell of a line
_NOTE_SIGN = re.compile(r"\s*[(\"“]?\*{1,3}[)\"”]?$")
_PLACE_DATE = pattern(rf"[^\n]{{0,50}}?, ?ngày {FULL}")
_OFFICIAL_KIND = pattern(
    r"(?:báo cáo|kế hoạch|nghị quyết|quyết định|quy định|chỉ thị|kết luận|hướng dẫn|thông báo|chương trình|tờ trình|"
    r"thông tri|quy chế|đề án|thông báo kết luận)$"
)
_PERSON = re.compile(rf"^[{UPPER}][{UPPER}{LOWER}.]*(?:\s[{UPPER}][{UPPER}{LOWER}.]*){{1,3}}$")
_PERSONS = re.compile(
    rf"^[{UPPER}][{UPPER}{LOWER}.]*(?:\s[{UPPER}][{UPPER}{LOWER}.]*){{1,3}}(?:(?:,|\s[-–])\s[{UPPER}][{UPPER}{LOWER}.]*"
    rf"(?:\s[{UPPER}][{UPPER}{LOWER}.]*){{0,3}}){{0,2}}$|^[{UPPER}](?:\.[{UPPER}]){{1,3}}\.?$"
)
_DONE_BY = re.compile(r"\s*\((?:thực hiện|ghi|tổng hợp|t/h)\)$")
_NAME_BESIDE = re.compile(rf"\s*[|\-–•]\s*([{UPPER}][^|\d\n]{{2,38}}?)\s*$")
_AUTHOR_LABEL = pattern(r"(?:tác giả|bài và ảnh|bài, ảnh|bài|tin, ảnh|tin|tin và ảnh|thực hiện|người viết|theo) ?: ?")
_AUTHOR_BESIDE = pattern(r"\x20?[|\-•] ?(?:tác giả|người viết|bài|tin) ?: ?")
_SOURCE_LABEL = pattern(r"(?:nguồn|theo nguồn|nguồn tin) ?: ?")
_LIST_PLACE = re.compile(
    r"[•\-*\[©|(“]|(?:[IVX]{1,5}|[A-D]|\d{1,2}(?:\.\d{1,2})?)[.)]\s|(?:Một|Hai|Ba) là|Thứ (?:nhất|hai)"
)
_OFFICES = (
    "t/m",
    "k/t",
    "t/l",
    "tm.",
    "kt.",
    "nơi nhận",
    "bí thư",
    "phó bí thư",
    "chủ nhiệm",
    "chủ tịch",
    "trưởng",
    "phó trưởng",
)
_AGENCY = re.compile(
    rf"^\(([{UPPER}]{{2,8}}(?:[.\w]{{0,12}})?|"
    rf"[{UPPER}][{LOWER}]{{1,8}}(?:\s[{UPPER}][{LOWER}]{{1,8}}){{1,3}})\)\s?[-–]|^([{UPPER}]{{3,8}}(?:\.[A-Za-z]{{2,3}})?)\s?[-–]\s"
)
# "Theo VOV", "(Theo Báo Sơn Hà)" below a text.
_BY_PAPER = re.compile(rf"^\(?Theo ((?:Báo |báo |Tạp chí )?[{UPPER}][^.,;:()\n]{{1,40}})\)?$")
_ROMAN = re.compile(r"[IVX]+")
_FOOTER = pattern(
    r"(?:quảng cáo|các tin|tin mới|tin khác|tin liên quan|trở về|\[trở về|quay lại|bình luận|về trang|liên kết|lượt|"
    r"in trang|gửi|đọc thêm|bài viết|ý kiến|tags|từ khóa)"
)
_PORTAL = pattern(r"cổng thông tin điện tử [^\n!|]{3,90}|trang thông tin điện tử [^\n!|]{3,90}")
_TWO_DAYS = pattern(rf"ngày (\d{{1,2}})(?: và| -|,| đến)(?: ngày)? {FULL}")
_EVENT_DAY = pattern(rf"(?:(?:sáng|chiều|tối|trong)(?: nay)? ?)?(?:các )?(?:ngày )?\(?{FULL}\)?")
_EVENT_DAY_ONLY = pattern(
    r"(?:sáng|chiều|tối|ngày)(?: nay,?)?(?: ngày)? \(?(?P<day>\d{1,2})\x20?[/-]\x20?(?P<month>\d{1,2})"
    r"(?!\x20?[/-]\x20?\d|\d)\)?"
)
_EVENT_AFTER = pattern(
    r"[,)]? (?:tại [^\n.]{3,80}?, )?(?![^\n.;]{2,100}?(?<!\w)ban hành)(?:\w[^\n.;]{2,160}? )?"
    r"(?:tổ chức|tiến hành|đã (?:tổ chức|tiến hành|họp|"
    r"làm việc|có)|họp|làm việc|khai mạc|diễn ra|chủ trì|dự|công bố|thông báo)(?!\w)"
)


def meta(page: Prepared, taken: list[Record]) -> list[Record]:
    """Records with ``field`` and ``value``; only what the text itself says."""
    if not page.lines:
        return []
    dated_line, dates = _date(page)
    title = _title(page, dated_line)
    found = [*dates]
    if title:
        note = _NOTE_SIGN.search(page.text, max(title.start, title.end - 8), title.end)
        title = Span(title.start, note.start()) if note and note.start() > title.start else title
        found.append(_record(page, title, "title", " ".join(page.text[title.start : title.end].split())))
    found += _event(page, taken, title)
    found += _author(page, dated_line, title)
    found += _source(page)
    return found


def _record(page: Prepared, span: Span, field: str, value: str) -> Record:
    return Record("meta", span.start, span.end, page.text[span.start : span.end], {"field": field, "value": value})


def _date(page: Prepared) -> tuple[int, list[Record]]:
    """The line that carries the date of the text, and the record of it."""
    candidates: list[tuple[int, int, Record]] = []
    for index, line in enumerate(page.lines[:_HEAD_LINES]):
        text = page.text[line.start : line.end]
        label = _LABELLED.match(page.low, line.start)
        if len(text) > 160 or (
            _CLOCK.search(text) and not label and not _NAMED_MONTH.search(page.low, line.start, line.end)
        ):
            continue
        gap = _WIDE_GAPS.search(text)
        place = _PLACE_DATE.fullmatch(page.low, line.start + (gap.end() if gap else 0), line.end)
        if place:
            day = day_of(place)
            at = page.low.rfind("ngày", line.start, line.end)
            if day:
                candidates.append((1, index, _record(page, Span(at, line.end), "date", day.isoformat())))
            continue
        named = _NAMED_MONTH.search(page.low, line.start, line.end)
        day = calendar_day(int(named["day"]), _MONTHS[named["month"]], int(named["year"])) if named else None
        if named and day and (named["month"] != "năm" or " năm năm " in named.group()):
            candidates.append((2, index, _record(page, Span(*named.span()), "date", day.isoformat())))
            continue
        stamp = _STAMP.search(page.text, line.start, line.end)
        if stamp:
            record = _stamped(page, stamp)
            alone = len(text) <= 60 and (
                label
                or _WEEKDAY.match(page.low, line.start)
                or stamp.group("time")
                or len(text) < 14
                or (stamp.start() == line.start and _BESIDE.match(page.low, stamp.end()))
            )
            if record and (label or alone):
                strong = label is not None and " ".join(label.group().split()) != "ngày"
                candidates.append((0 if strong else 2, index, record))
        elif label:
            short = _SHORT_DAY.search(page.text, line.start, line.end)
            if short and calendar_day(int(short.group(1)), int(short.group(2)), 2000):
                value = f"--{int(short.group(2)):02d}-{int(short.group(1)):02d}"
                candidates.append((0, index, _record(page, Span(*short.span()), "date", value)))
    if not candidates:
        return -1, []
    _, index, record = min(candidates, key=lambda one: one[:2])
    return index, [record]


def _stamped(page: Prepared, stamp: re.Match[str]) -> Record | None:
    found = FULL_DATE.match(page.low, stamp.start())
    day = day_of(found) if found else None
    return _record(page, Span(stamp.start(), stamp.end()), "date", day.isoformat()) if day else None


def _title(page: Prepared, dated_line: int) -> Span | None:
    """The line before the labelled date if it looks like a title, else the first line that is no navigation."""
    official = _official_title(page)
    if official:
        return official
    if dated_line > 0:
        for index in range(dated_line - 1, max(-1, dated_line - 4), -1):
            if _is_title(page, page.lines[index], 14) and not _PERSON.match(_text(page, index)):
                return page.lines[index]
    head = page.lines[: _before_body(page)]
    first = next((line for line in head if _is_title(page, line, 20)), None)
    return first or next((line for line in head[:5] if _may_be_title(page, line)), None)


def _before_body(page: Prepared) -> int:
    """How many lines stand before the first paragraph of running text: no title comes after it."""
    for index, line in enumerate(page.lines[:_HEAD_LINES]):
        length = line.end - line.start
        if length > 250 or (length > 150 and page.text[line.end - 1] in ".;:"):
            return index
    return _HEAD_LINES


def _may_be_title(page: Prepared, line: Span) -> bool:
    """A line that ends like a sentence may be one where nothing better stands."""
    length, capitals = line.end - line.start, page.in_capitals(line.start, line.end)
    return (
        (14 if capitals else 3) <= length <= (110 if page.text[line.end - 1] in ".…" else 250)
        and page.text[line.end - 1] not in ";:,"
        and not (capitals and (_BODY_NAME.match(page.low, line.start) or "   " in page.text[line.start : line.end]))
        and not _LIST_PLACE.match(page.text, line.start)
        and not (length < 60 and _STAMP.search(page.text, line.start, line.end))
        and not _NAVIGATION.match(page.low, line.start)
        and not _OF_HEAD.match(page.low, line.start)
    )


def _official_title(page: Prepared) -> Span | None:
    for index, line in enumerate(page.lines[:_HEAD_LINES]):
        if page.in_capitals(line.start, line.end) and _OFFICIAL_KIND.match(page.low, line.start, line.end):
            last = index
            while last + 1 < len(page.lines) and last - index < 3 and _is_subject(page, page.lines[last + 1]):
                last += 1
            return Span(line.start, page.lines[last].end) if last > index else None
    return None


def _is_subject(page: Prepared, line: Span) -> bool:
    text = page.text[line.start : line.end]
    return (
        len(text) <= 160
        and text[-1] not in ".;:,-*"
        and re.match(r"(?:I|1|A)[.]|Căn cứ|Thực hiện|Ngày ", text) is None
        and any(sign.isalpha() for sign in text)
    )


def _text(page: Prepared, index: int) -> str:
    return page.text[page.lines[index].start : page.lines[index].end]


def _is_title(page: Prepared, line: Span, least: int) -> bool:
    length = line.end - line.start
    if not least <= length <= 250 or page.text[line.end - 1] in ".;,:!|" or _NAVIGATION.match(page.low, line.start):
        return False
    if _STAMP.search(page.text, line.start, line.end) or _LIST_PLACE.match(page.text, line.start):
        return False
    if length < 60 and " | " in page.text[line.start : line.end]:
        return False
    return not _OF_HEAD.match(page.low, line.start, line.end)


def _event(page: Prepared, taken: list[Record], title: Span | None) -> list[Record]:
    """The day of the event a news text tells of, said with its year in the first paragraphs."""
    first = title.end if title else 0
    body = [line for line in page.lines[:_HEAD_LINES] if line.start >= first and line.end - line.start > 80][:3]
    spans = [(one.start, one.end) for one in taken]
    for line in body:
        stop = min(line.end, line.start + 1500)
        for table in (_TWO_DAYS, _EVENT_DAY):
            for found in table.finditer(page.low, line.start, stop):
                span = trimmed(page.text, found.start(), found.end())
                if any(start < span.end and span.start < end for start, end in spans):
                    continue
                if not _opens_clause(page, line, span.start) or not _EVENT_AFTER.match(page.low, span.end):
                    continue
                value = _event_value(found, two=table is _TWO_DAYS)
                if value:
                    return [_record(page, _plain(page, span), "event_date", value)]
    return _event_without_year(page, body[:1])


def _event_without_year(page: Prepared, body: list[Span]) -> list[Record]:
    """ "Sáng 5/10, Đoàn giám sát … đã làm việc": how news begin, "--10-05"."""
    for line in body:
        found = _EVENT_DAY_ONLY.match(page.low, line.start)
        if not found or not _EVENT_AFTER.match(page.low, found.end()):
            continue
        if calendar_day(int(found["day"]), int(found["month"]), 2000):
            value = f"--{int(found['month']):02d}-{int(found['day']):02d}"
            return [_record(page, _plain(page, trimmed(page.text, *found.span())), "event_date", value)]
    return []


def _plain(page: Prepared, span: Span) -> Span:
    text = page.text[span.start : span.end]
    return Span(span.start, span.end - 1) if text.endswith(")") and "(" not in text else span


def _opens_clause(page: Prepared, line: Span, at: int) -> bool:
    before = page.text[line.start : at].rstrip()
    return not before or before[-1] in ".;,-–)" or before.endswith(("Trong", "Vào", "vào", "hai", "Các"))


def _event_value(found: re.Match[str], *, two: bool) -> str | None:
    last = day_of(found, 2 if two else 1)
    if last is None or not two:
        return last.isoformat() if last else None
    begin = calendar_day(int(found.group(1)), last.month, last.year)
    return f"{begin.isoformat()}/{last.isoformat()}" if begin and begin <= last else None


def _author(page: Prepared, dated_line: int, title: Span | None) -> list[Record]:
    """A byline beside the date, a labelled name, or a short line with a name after the text."""
    if dated_line >= 0:
        line = page.lines[dated_line]
        stamp = _STAMP.search(page.text, line.start, line.end)
        if stamp:
            label = _AUTHOR_BESIDE.match(page.low, stamp.end(), line.end)
            if label:
                after = trimmed(page.text, label.end(), line.end)
                if _PERSON.match(page.text[after.start : after.end]):
                    return [_record(page, after, "author", page.text[after.start : after.end])]
            name = trimmed(page.text, line.start, stamp.start())
            text = _DONE_BY.sub("", page.text[name.start : name.end].strip(" -|,"))
            if _PERSON.match(text) and not _LABELLED.match(page.low, line.start) and not _WEEKDAY.match(text.lower()):
                return [_record(page, Span(name.start, name.start + len(text)), "author", text)]
            beside = _NAME_BESIDE.search(page.text, stamp.end(), line.end)
            if beside and _PERSON.match(beside.group(1)):
                return [_record(page, Span(*beside.span(1)), "author", beside.group(1))]
    first = title.end if title else 0
    body = [index for index, line in enumerate(page.lines) if line.start >= first and line.end - line.start > 120]
    begin = body[-1] + 1 if body else max(0, len(page.lines) - 3)
    for line in page.lines[begin : begin + 8]:
        if _FOOTER.match(page.low, line.start):
            break
        if page.low.startswith(_OFFICES, line.start):
            break
        if _BY_PAPER.match(page.text[line.start : line.end]):
            break
        label = _AUTHOR_LABEL.match(page.low, line.start)
        name = trimmed(page.text, label.end() if label and label.end() < line.end else line.start, line.end)
        if _LIST_PLACE.match(page.text, line.start):
            continue
        if _PERSONS.match(page.text[name.start : name.end]) and name.end - name.start <= 40:
            return [_record(page, name, "author", page.text[name.start : name.end])]
    return []


def _source(page: Prepared) -> list[Record]:
    for line in [*page.lines[:_HEAD_LINES], *page.lines[-_TAIL_LINES:]]:
        label = _SOURCE_LABEL.match(page.low, line.start)
        if label and label.end() < line.end and line.end - label.end() <= 90:
            return [
                _record(
                    page, trimmed(page.text, label.end(), line.end), "source", page.text[label.end() : line.end].strip()
                )
            ]
    for line in page.lines[-8:]:
        paper = _BY_PAPER.match(page.text[line.start : line.end])
        if paper:
            span = Span(line.start + paper.start(1), line.start + paper.end(1))
            return [_record(page, span, "source", paper.group(1))]
    for line in page.lines[:_HEAD_LINES]:
        agency = _AGENCY.match(page.text[line.start : line.start + 40])
        if agency:
            group = 1 if agency.group(1) else 2
            if _ROMAN.fullmatch(agency.group(group)):
                continue
            span = Span(line.start + agency.start(group), line.start + agency.end(group))
            return [_record(page, span, "source", page.text[span.start : span.end])]
        portal = _PORTAL.search(page.low, line.start, line.end)
        if portal:
            span = trimmed(page.text, portal.start(), portal.end())
            return [_record(page, span, "source", page.text[span.start : span.end])]
    return []
