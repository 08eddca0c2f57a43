"""Finding titles without diacritics among as many as the nation registers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

from benchmarks.bulk import analyse, load, unchecked
from benchmarks.nation import SEED, Nation
from benchmarks.timing import Result, in_turns, once
from tusoi.organisations.scope import actor_of, system_actor
from tusoi.search.models import Entry
from tusoi.search.passages import passage
from tusoi.search.places import searched
from tusoi.search.rules import words
from tusoi.search.selectors import Found, search

KINDS = ("Báo cáo", "Kế hoạch", "Thông báo", "Kết luận", "Hướng dẫn", "Quyết định", "Chương trình", "Công văn")
ABOUT = (
    "khắc phục hạn chế sau kiểm tra", "công tác quý", "thực hiện nghị quyết", "bồi dưỡng lý luận",
    "sinh hoạt chi bộ", "đánh giá cuối năm", "phân công phụ trách địa bàn", "quy chế làm việc", "đại hội nhiệm kỳ",
    "phòng chống thiên tai", "chuyển đổi số", "xây dựng nông thôn mới",
)  # fmt: skip
PLACES = ("Đông", "Đoài", "Thượng", "Hạ", "Trung", "Giàng", "Lè", "Khao", "Phình", "Sại", "Nậm", "Tà", "Lao", "Chải")
KIND = "bench"
TEXT = "bench_text"
LETTERS = 12_000
"""Of a text: six pages."""
PAGE = 20


def titles(nation: Nation) -> list[tuple[str, str]]:
    """(title, path): documents of random organisations."""
    dice = random.Random(SEED)
    owners = [node for node in nation.nodes if node.depth < 4]
    found = []
    for number in range(nation.size.titles):
        owner = dice.choice(owners)
        place = f"{dice.choice(PLACES)} {dice.choice(PLACES)} {owner.id % 997}"
        found.append((f"{dice.choice(KINDS)} {number % 4999} về {dice.choice(ABOUT)} xã {place}", owner.path))
    return found


def texts(count: int) -> list[tuple[str, str]]:
    """(title, text): common words of official texts, with two words in the middle that few others have."""
    dice = random.Random(SEED + 1)
    common = " ".join((*KINDS, *ABOUT)).split()
    found = []
    for number in range(count):
        half = " ".join(dice.choice(common) for _ in range(LETTERS // 10))
        found.append((f"Văn bản {number}", f"{half} mương {dice.choice(PLACES)} {number % 997} {half}"))
    return found


@contextmanager
def _index_at_the_end() -> Iterator[None]:
    """Fill the table first and its index from it, as an installation with a million titles would be loaded."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_entry_words'")
            (definition,) = cursor.fetchone()
            cursor.execute("DROP INDEX search_entry_words")
        yield
        after = [definition]
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'search_entry'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        yield
        fill = import_module("tusoi.search.migrations.0003_titles_apart").FILL
        after = ["INSERT INTO search_index(search_index) VALUES ('delete-all')", fill, *(sql for _, sql in triggers)]
    with connection.cursor() as cursor:
        for statement in after:
            cursor.execute(statement)


def measure(nation: Nation) -> list[Result]:
    from tusoi.organisations.models import Account

    rows = titles(nation)
    whole = texts(max(100, nation.size.titles // 50))

    def fill() -> None:
        with unchecked(), _index_at_the_end():
            Entry.objects.filter(kind__in=(KIND, TEXT)).delete()
            load(
                Entry,
                ("kind", "object_id", "title", "folded", "path"),
                (
                    (TEXT, pk, title, searched(title, text, nation.nodes[0].path), nation.nodes[0].path)
                    for pk, (title, text) in enumerate(whole, start=1)
                ),
            )
            load(
                Entry,
                ("kind", "object_id", "title", "folded", "path"),
                ((KIND, pk, title, searched(title, "", path), path) for pk, (title, path) in enumerate(rows, start=1)),
            )

    building = once(fill)
    analyse(Entry)
    owners = {
        KIND: lambda ids, by: {pk: Found(rows[pk - 1][0]) for pk in ids},
        TEXT: lambda ids, by: {pk: Found(whole[pk - 1][0]) for pk in ids},
    }
    everything = system_actor()
    province = actor_of(Account.objects.get(pk=nation.accounts["province"]))

    def ask(text: str, by=everything, kind: str = KIND):
        return search(text, by=by, owners=owners, kinds=[kind])

    def shown(text: str):
        """A page of hits with the passage of each, as the page of the search shows it."""
        hits = ask(text, kind=TEXT)[:PAGE]
        found = [passage(whole[hit.object_id - 1][1], text) for hit in hits]
        assert found, f"nothing found: {text}"
        assert all(found), f"a hit without its passage: {text}"
        return found

    first = rows[len(rows) // 2][0]
    assert any(hit.title == first for hit in ask(" ".join(words(first)))), "not found without its diacritics"
    queries = {
        "a whole title": (" ".join(words(first)), everything),
        "two words": ("ke hoach dong", everything),
        "beginning of a word": ("khac phuc han ch", everything),
        "a common word": ("bao cao", everything),
        "two words, in one province": ("ke hoach dong", province),
        "nothing to find": ("ke hoach xyzzy", everything),
    }
    ms = in_turns({name: lambda asked=asked: ask(*asked) for name, asked in queries.items()}, nation.size)
    what = f"search among {len(rows):,} titles"
    note = f"filled and indexed in {building / 1000:.0f} s"
    found = [Result(f"{what}: {name}", took, limit=50, note=note) for name, took in ms.items()]
    in_texts = {
        "words in the middle": f"mương {PLACES[0]}", "words that all have": "bao cao quy",
        "the beginning of a word": f"mương {PLACES[1][:2]}",
    }  # fmt: skip
    ms = in_turns({name: lambda asked=asked: shown(asked) for name, asked in in_texts.items()}, nation.size)
    what = f"search in {len(whole):,} texts of {LETTERS:,} letters beside them, {PAGE} passages shown"
    return found + [Result(f"{what}: {name}", took, limit=50) for name, took in ms.items()]
