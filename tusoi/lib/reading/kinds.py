"""Reference tables for citations: kinds of document with their codes, issuers with theirs.

Sources: the list of kinds in the Party's 2026 rules on documents, codes as practice prints them.
"""

# Kind in lower case -> codes that may stand in its symbol ("" where no code is fixed).
KINDS: dict[str, tuple[str, ...]] = {
    "nghị quyết": ("nq",),
    "nghị quyết liên tịch": ("nq", "nqlt"),
    "chỉ thị": ("ct",),
    "quy định": ("qđ", "qđi", "qyđ"),
    "qui định": ("qđ", "qđi", "qyđ"),
    "quyết định": ("qđ",),
    "kết luận": ("kl", "tb", "tbkl"),
    "thông báo": ("tb",),
    "thông báo kết luận": ("tb", "kl", "tbkl"),
    "hướng dẫn": ("hd",),
    "kế hoạch": ("kh",),
    "tờ trình": ("ttr",),
    "công văn": ("cv",),
    "thông tri": ("tt",),
    "chương trình": ("ctr",),
    "chương trình hành động": ("ctr", "ctrhđ", "cthđ"),
    "nghị định": ("nđ",),
    "báo cáo": ("bc",),
    "báo cáo chính trị": ("bc",),
    "văn kiện": (),
    "quy chế": ("qc",),
    "qui chế": ("qc",),
    "đề án": ("đa",),
    "phương án": ("pa",),
    "công điện": ("cđ",),
    "thông tư": ("tt",),
    "thông tư liên tịch": ("ttlt",),
    "pháp lệnh": ("pl",),
    "biên bản": ("bb",),
}
ABBREVIATED: dict[str, str] = {
    "nq": "nghị quyết",
    "ct": "chỉ thị",
    "qđ": "quyết định",
    "kl": "kết luận",
    "hd": "hướng dẫn",
    "kh": "kế hoạch",
    "tb": "thông báo",
    "cv": "công văn",
    "bc": "báo cáo",
    "ttr": "tờ trình",
}
# Kinds that are also verbs: a bare number after them usually counts something ("kết luận 73 tổ chức đảng").
VERBS = frozenset({"quy định", "qui định", "quyết định", "kết luận", "thông báo", "hướng dẫn", "báo cáo", "kế hoạch"})
# Kinds that are cited with a number as a rule; these need a symbol, not just any number.
NEED_SYMBOL = frozenset({"quy chế", "qui chế", "đề án", "phương án", "pháp lệnh", "biên bản", "thông tư", "công điện"})
CODES = frozenset(code for codes in KINDS.values() for code in codes) | {"lkg", "tc", "bs", "gm", "qh", "cl"}

# Beginnings of an issuer -> beginnings the body's part of the symbol may have. First match wins.
ISSUER_CODES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("bộ chính trị", ("tw",)),
    ("ban bí thư", ("tw",)),
    ("ban chấp hành trung ương", ("tw",)),
    ("bch trung ương", ("tw",)),
    ("hội nghị trung ương", ("tw",)),
    ("văn phòng trung ương", ("vptw",)),
    ("ban tổ chức trung ương", ("btctw",)),
    ("ban tổ chức tỉnh ủy", ("btctu",)),
    ("ban tổ chức thành ủy", ("btctu",)),
    ("ban thường vụ tỉnh ủy", ("tu", "btvtu")),
    ("ban thường vụ thành ủy", ("tu", "btvtu", "thu")),
    ("tỉnh ủy", ("tu",)),
    ("ban thường vụ huyện ủy", ("hu", "btvhu")),
    ("huyện ủy", ("hu",)),
    ("ban thường vụ đảng ủy", ("đu", "đuk", "btvđu")),
    ("đảng ủy", ("đu", "đuk")),
)
BODY_CODES = frozenset(
    [
        "tw",
        "vptw",
        "btctw",
        "ubkttw",
        "btgtw",
        "bdvtw",
        "btgdvtw",
        "bnctw",
        "tu",
        "vptu",
        "btctu",
        "ubkttu",
        "btgtu",
        "hu",
        "đu",
        "đuk",
        "cb",
        "cp",
        "ttg",
    ]
)
