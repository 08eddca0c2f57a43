"""Files without a row are named, and taken away when they are a day old; nothing else ever is."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.cast import Cast
from tusoi.documents.files import path_of, store_file
from tusoi.documents.models import Attachment
from tusoi.documents.sweep import leftovers, take_away

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def kept(cast: Cast, content: bytes, *, days: int = 0) -> Path:
    row = store_file(content=content, filename="a.txt", organisation=cast.an_binh, by=cast.lan)
    return aged(path_of(row.sha256), days)


def left(cast: Cast, content: bytes, *, days: int) -> Path:
    """As a crash leaves it: the bytes are there, the row was never committed."""
    path = kept(cast, content, days=days)
    Attachment.objects.filter(sha256=path.name).delete()
    return path


def aged(path: Path, days: int) -> Path:
    moment = (timezone.now() - timedelta(days=days, minutes=1)).timestamp()
    os.utime(path, (moment, moment))
    return path


def sweep(*more: str) -> str:
    out = StringIO()
    call_command("files", "--sweep", *more, stdout=out)
    return out.getvalue()


def test_without_delete_it_only_lists(cast: Cast) -> None:
    path, own = left(cast, b"cu", days=3), kept(cast, b"cua ai", days=3)
    said = sweep()
    assert path.name in said
    assert own.name not in said
    assert "1 files without a row, 2 bytes; removed: 0" in said
    assert path.exists()


def test_what_is_a_day_old_is_taken_away_and_nothing_else(cast: Cast) -> None:
    old, young, own = left(cast, b"cu", days=1), left(cast, b"moi", days=0), kept(cast, b"cua ai", days=9)
    said = sweep("--delete")
    assert "removed: 1" in said
    assert "younger than a day" in said
    assert (old.exists(), young.exists(), own.exists()) == (False, True, True)


def test_half_written_files_go_too_and_files_of_others_stay(cast: Cast) -> None:
    own = kept(cast, b"cua ai", days=9)
    half, stranger = own.parent / ".new-abc", own.parent / "README"
    for path in (half, stranger):
        path.write_bytes(b"x")
        aged(path, 2)
    sweep("--delete")
    assert not half.exists()
    assert stranger.exists()


def test_bytes_brought_again_meanwhile_stay(cast: Cast) -> None:
    path = left(cast, b"cu", days=3)
    (found,) = leftovers()
    store_file(content=b"cu", filename="b.txt", organisation=cast.an_binh, by=cast.lan)
    aged(path, 3)
    assert not take_away(found, at=timezone.now())
    assert path.exists()


def test_an_empty_store_has_nothing_to_sweep(store: Path) -> None:
    assert "0 files" in sweep("--delete")
    store.mkdir()
    assert "0 files" in sweep()


def test_the_command_wants_to_be_told_what_to_do() -> None:
    with pytest.raises(CommandError):
        call_command("files")


def test_few_questions_for_many_files(cast: Cast, django_assert_num_queries) -> None:
    for number in range(12):
        left(cast, f"{number}".encode(), days=2)
    with django_assert_num_queries(1):
        assert len(list(leftovers())) == 12
