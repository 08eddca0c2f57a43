"""Short titles of duties: the first clause, cut where a reader can stop."""

import re

TITLE_LENGTH = 110
_MARKER_TEXT = re.compile(r"^(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}[.)]|[-–+•*])\s+|^[“\"]")
# Words that only lead to the next one, and dates and numbers of documents cut in the middle.
_LOOSE_END = re.compile(
    r"(?:[\s,;(]+(?:và|của|về|cho|với|tại|trong|trên|dưới|theo|từ|đến|tới|do|bởi|để|nhằm|là|các|những|một số|mọi|từng|"
    r"hoặc|hay|như|khi|sau|trước|ngày|tháng|năm|quý|vào|lúc|hết|đối|ở|qua|bằng|cùng|số|nghị|điều|khoản|điểm|"
    r"(?:chậm nhất|muộn nhất|trong|trong vòng|thời hạn)(?: là)? \d{1,3}|chậm nhất|muộn nhất|"
    r"xong trước|được|đã|sẽ|đang|không|cần|phải|(?:ngày )?\d{1,2} tháng|"
    r"(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]?\d{0,3}|ngày \d{1,2}|tháng \d{1,2}(?: năm)?))$"
)


# What goes on with a clause of its own behind a comma: to whom, until when, to what end. Other commas only part the
# members of a list, and a title that ends at one of them says less than it seems to.
_NEXT_CLAUSE = re.compile(
    r",(?= (?:gửi|báo cáo|hoàn thành|xong|thời hạn|chậm nhất|muộn nhất|trước (?:ngày|khi|tháng)|định kỳ|trong đó|"
    r"nhất là|đặc biệt là|đồng thời|bảo đảm|đảm bảo|phấn đấu|góp phần|nhằm|để|gắn với|trên cơ sở|coi đây|không để|"
    r"qua đó|từ đó)(?!\w))",
    re.IGNORECASE,
)


def title(text: str) -> str:
    """A short title of a duty, at most TITLE_LENGTH signs: as many clauses as go in; "…" where one is cut at a word."""
    words_ = " ".join(text.split())
    words_ = _MARKER_TEXT.sub("", words_, count=1).lstrip(' ,:.-–)“"')
    is_cut = False
    if len(words_) > TITLE_LENGTH:
        stop = max(words_.rfind(sign, 30, TITLE_LENGTH) for sign in (";", ". "))
        if stop <= 0:
            clauses = [one.start() for one in _NEXT_CLAUSE.finditer(words_, 40, TITLE_LENGTH + 10)]
            stop = max((at for at in clauses if at <= TITLE_LENGTH), default=0)
        is_cut = stop <= 0
        cut = words_.rfind(" ", 0, TITLE_LENGTH)
        words_ = _without_loose_end(words_[: cut if cut > 0 else TITLE_LENGTH - 1]) if is_cut else words_[:stop]
    words_ = words_.strip(' ,;:./”"…')
    return words_[:1].upper() + words_[1:] + ("…" if is_cut else "")


def _without_loose_end(text: str) -> str:
    """What was cut off must not leave "… trước ngày" or "… của" hanging in the air."""
    for _ in range(6):
        bare = text.rstrip(' ,;:./”"…(')
        shorter = _LOOSE_END.sub("", bare.lower())
        if len(shorter) == len(bare) or len(shorter) < 20:
            return bare
        text = bare[: len(shorter)]
    return text
