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


def title(text: str) -> str:
    """A short title of a duty: the first clause, cut at a word, at most TITLE_LENGTH signs."""
    words_ = " ".join(text.split())
    words_ = _MARKER_TEXT.sub("", words_, count=1).lstrip(' ,:.-–)“"')
    if len(words_) > TITLE_LENGTH:
        stop = max(words_.rfind(sign, 30, TITLE_LENGTH) for sign in (";", ". "))
        cut = words_.rfind(" ", 0, TITLE_LENGTH)
        words_ = words_[:stop] if stop > 0 else words_[: cut if cut > 0 else TITLE_LENGTH]
        words_ = _without_loose_end(words_)
    words_ = words_.strip(' ,;:./”"…')
    return words_[:1].upper() + words_[1:]


def _without_loose_end(text: str) -> str:
    """What was cut off must not leave "… trước ngày" or "… của" hanging in the air."""
    for _ in range(6):
        bare = text.rstrip(' ,;:./”"…(')
        shorter = _LOOSE_END.sub("", bare.lower())
        if len(shorter) == len(bare) or len(shorter) < 20:
            return bare
        text = bare[: len(shorter)]
    return text
