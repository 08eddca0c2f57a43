"""The trail in the database: it refuses change, and shows when it was changed all the same."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tests import factories
from tests.audit.triggers import without_triggers
from tusoi.audit import selectors
from tusoi.audit.models import Chain, Entry, Seal
from tusoi.audit.services import Empty, record, seal_trail
from tusoi.audit.verify import main
from tusoi.organisations.scope import system_actor
from tusoi.organisations.services import rename_organisation


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def broken():
    return [(result.chain, result.broken_at, result.why) for result in selectors.checked_chains() if result.why]


def test_the_trail_of_a_province_holds(cast):
    assert broken() == []
    call_command("audit", "verify")


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_delete_an_entry(cast, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(sql)
    assert broken() == []


def test_an_entry_changed_behind_the_trigger_is_found(cast):
    entry = Entry.objects.filter(chain=cast.an_binh.pk).order_by("seq").first()
    with without_triggers():
        run("UPDATE audit_entry SET actor_label = 'someone else' WHERE id = %s", entry.pk)
    assert broken() == [(entry.chain, entry.seq, "entry")]
    with pytest.raises(CommandError) as refused:
        call_command("audit", "verify")
    assert refused.value.returncode == 1
    assert str(cast.an_binh.pk) in str(refused.value)


def test_a_chain_cut_short_is_found(cast):
    last = Entry.objects.filter(chain=cast.an_binh.pk).order_by("-seq").first()
    with without_triggers():
        run("DELETE FROM audit_entry WHERE id = %s", last.pk)
    assert broken() == [(last.chain, last.seq, "cut")]


def test_a_chain_cut_short_together_with_its_head_is_found_by_the_seal(cast):
    seal_trail(by=system_actor())
    last, before = Entry.objects.filter(chain=cast.an_binh.pk).order_by("-seq")[:2]
    with without_triggers():
        run("DELETE FROM audit_entry WHERE id = %s", last.pk)
        Chain.objects.filter(chain=last.chain).update(seq=before.seq, hash=before.hash)
    assert broken() == [(last.chain, last.seq, "seal")]


def test_a_whole_chain_taken_away_is_found_by_the_seal(cast):
    seal_trail(by=system_actor())
    with without_triggers():
        run("DELETE FROM audit_entry WHERE chain = %s", cast.an_binh.pk)
        Chain.objects.filter(chain=cast.an_binh.pk).delete()
    assert broken() == [(cast.an_binh.pk, 1, "seal")]


def test_seals_stand_on_each_other_and_the_trail_may_grow_between_them(cast):
    seal_trail(by=system_actor())
    rename_organisation(organisation_id=cast.an_binh.pk, name="Đảng ủy xã Bình An", on=cast.admin.today, by=cast.admin)
    call_command("audit", "seal")
    assert Seal.objects.count() == 2
    assert broken() == []
    Seal.objects.order_by("pk").first().delete()
    assert broken()[0][1:] == (1, "seal")


def test_nothing_cannot_be_sealed(db):
    with pytest.raises(Empty):
        seal_trail(by=system_actor())
    with pytest.raises(CommandError):
        call_command("audit", "seal")


def test_the_export_is_verified_without_the_database(cast, tmp_path):
    rename_organisation(organisation_id=cast.an_binh.pk, name="Đảng ủy xã Bình An", on=cast.admin.today, by=cast.admin)
    call_command("audit", "seal")
    file = tmp_path / "trail.jsonl"
    call_command("audit", "export", str(file))
    assert main([str(file)]) == 0
    lines = file.read_text().splitlines()
    taken_out = Entry.objects.get(action="audit.export")
    assert (taken_out.organisation_id, taken_out.changes["format"]) == (cast.province.pk, "JSON")
    assert taken_out.changes["count"] == sum(json.loads(line)["line"] == "entry" for line in lines)
    assert taken_out.changes["count"] == Entry.objects.count() - 1
    file.write_text("\n".join(lines[:-1]))
    assert main([str(file)]) == 1


def test_an_export_never_overwrites_a_file(cast, tmp_path):
    file = tmp_path / "trail.jsonl"
    file.write_text("mine")
    with pytest.raises(CommandError):
        call_command("audit", "export", str(file))
    assert file.read_text() == "mine"


def test_an_entry_cannot_be_written_outside_a_transaction(transactional_db):
    province = factories.organisation("Tỉnh ủy Sơn Hà", "province")
    with pytest.raises(transaction.TransactionManagementError):
        record(by=system_actor(), action="x.y", subject=province, organisation=province)


def test_only_entries_of_my_branch_are_read(cast):
    assert {e.organisation_id for e in selectors.trail(by=cast.lan)} == {
        cast.an_binh.pk, cast.thon_dong.pk, cast.thon_ha.pk,
    }  # fmt: skip
    assert not selectors.trail(by=cast.sua).exists()
    assert selectors.trail(by=cast.may).count() == Entry.objects.count()


def test_a_branch_outside_my_reach_adds_nothing(cast):
    assert not selectors.trail(by=cast.tuong, branch=cast.an_binh.path).exists()
    assert not selectors.entries_about(cast.an_binh, by=cast.tuong).exists()


def test_the_trail_is_filtered_by_what_who_where_and_when(cast):
    rename_organisation(organisation_id=cast.an_binh.pk, name="Đảng ủy xã Bình An", on=cast.admin.today, by=cast.admin)
    found = selectors.trail(
        by=cast.may, action="organisations.rename", account_id=cast.admin.account_id,
        branch=cast.an_binh.path, first_day=cast.may.today, last_day=cast.may.today,
    )  # fmt: skip
    assert [entry.changes["name"] for entry in found] == [["Đảng ủy xã An Bình", "Đảng ủy xã Bình An"]]
    assert not selectors.trail(by=cast.may, last_day=cast.may.today.replace(year=2000)).exists()


def renamed(cast, times):
    for number in range(times):
        rename_organisation(
            organisation_id=cast.an_binh.pk, name=f"Đảng ủy xã An Bình {number}",
            on=cast.admin.today - timedelta(days=times - number), by=cast.admin,
        )  # fmt: skip


@pytest.mark.parametrize(("who", "text"), [("dinh cong lam", ""), ("ĐINH lâm", "binh an"), ("", "xã  BÌNH")])
def test_words_are_found_without_diacritics_in_any_order(cast, who, text):
    renamed(cast, 2)
    found = selectors.Matching(selectors.trail(by=cast.may, action="organisations.rename"), who=who, text=text)
    assert [one.changes["name"][1] for one in found[0:50]] == ["Đảng ủy xã An Bình 1", "Đảng ủy xã An Bình 0"]
    assert found.cut is None
    assert selectors.Matching(selectors.trail(by=cast.may), who="khong ai")[0:50] == []


def test_a_search_looks_at_so_many_entries_and_goes_on_before_the_last_one(cast):
    renamed(cast, 5)
    entries = selectors.trail(by=cast.may, action="organisations.rename")
    seen = []
    before = None
    for _ in range(3):
        found = selectors.Matching(
            selectors.trail(by=cast.may, action="organisations.rename", before=before), text="an binh", most=2
        )  # fmt: skip
        seen += found[0:50]
        if found.cut is None:
            break
        before = found.cut.pk
    assert seen == list(entries)
    assert not selectors.trail(by=cast.tuong, before=entries[0].pk).exists(), "an entry one may not read is no mark"


def test_a_full_page_is_read_no_further(cast, django_assert_num_queries):
    renamed(cast, 3)
    found = selectors.Matching(selectors.trail(by=cast.may), who="lam", most=1000)
    with django_assert_num_queries(2):
        assert len(found[0:2]) == 2
    assert found.cut is None
    assert len(found[2:4]) == 1
