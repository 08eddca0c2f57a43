"""A new rule set of a kind: from a day on, with its source, by who keeps the book; running cases keep theirs."""

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.oversight import build
from tusoi.audit.models import Entry
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import Case, CaseKind
from tusoi.oversight.revising import LimitDraft, RuleChanges
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors import procedures
from tusoi.oversight.services import load_reference
from tusoi.oversight.services.procedures import set_rules

pytestmark = pytest.mark.django_db
SOURCE = "Quy định 12-QĐ/TU, 02/01/2027"
THIRTY = RuleChanges(limits=(LimitDraft(days=30, levels=("province",), bodies=("",), extension="1/2"),))


def set_by(by, changes=THIRTY, *, days=10, source=SOURCE, **more):
    return set_rules(
        kind_code="gs-cd", valid_from=by.today + timedelta(days), changes=changes, source=source, by=by, **more
    )


@pytest.fixture
def book(cast):
    load_reference()
    return cast


def test_a_new_rule_set_begins_where_the_old_one_ends_and_a_running_case_keeps_its_own(book):
    before = procedures.kind_on("gs-cd", book.may.today)
    case = build.case(book.may, book.province, book.an_binh, at="de-xuat", kind=before)
    made = set_by(book.admin)
    before.refresh_from_db()
    assert (before.valid_to, made.valid_from, made.valid_to) == (made.valid_from, made.valid_from, None)
    assert procedures.kind_on("gs-cd", made.valid_from) == made
    assert procedures.kind_on("gs-cd", made.valid_from - timedelta(1)) == before
    assert Case.objects.get(pk=case.pk).kind == before
    limit = made.procedure.limit_for("province", "")
    assert (limit.days, limit.extension, limit.source) == (30, Fraction(1, 2), SOURCE)
    assert Entry.objects.filter(action="oversight.set_rules").get().changes["source"] == SOURCE


def test_days_of_a_step_and_the_papers_that_are_required_can_be_set(book):
    changes = RuleChanges(step_days={"tu-bao-cao": (15, "working")}, required={"van-ban-trao-doi": False})
    procedure = set_by(book.admin, changes).procedure
    assert (procedure.step("tu-bao-cao").days, procedure.step("tu-bao-cao").source) == (15, SOURCE)
    assert procedure.paper("van-ban-trao-doi").required is False
    assert procedure.limit_for("province", "ban-to-chuc").source.startswith("Quyết định 331")


def test_it_may_begin_today_but_not_yesterday_nor_twice_on_one_day(book):
    with pytest.raises(Rejected, match="past"):
        set_by(book.admin, days=-1)
    set_by(book.admin, days=0)
    with pytest.raises(Rejected, match="exists"):
        set_by(book.admin, RuleChanges(limits=()), days=0)
    with pytest.raises(Rejected, match="too_far_ahead"):
        set_by(book.admin, days=365 * 8)


def test_one_put_in_between_ends_where_the_later_one_begins(book):
    later = set_by(book.admin, days=100)
    between = set_by(book.admin, RuleChanges(limits=(LimitDraft(days=20),)), days=50)
    assert between.valid_to == later.valid_from
    assert CaseKind.objects.on(later.valid_from).filter(code="gs-cd").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (RuleChanges(limits=(LimitDraft(days=0),)), "limits"),
        (RuleChanges(limits=(LimitDraft(days=30, unit="moons"),)), "limits"),
        (RuleChanges(limits=(LimitDraft(days=30, extension="4/3"),)), "limits"),
        (RuleChanges(limits=(LimitDraft(days=30, extension="1/0"),)), "limits"),
        (RuleChanges(limits=(LimitDraft(days=30), LimitDraft(days=40))), "limits"),
        (RuleChanges(step_days={"khong-co": (3, "working")}), "steps"),
        (RuleChanges(step_days={"tham-tra": (99_999, "working")}), "steps"),
        (RuleChanges(required={"khong-co": True}), "papers"),
        (RuleChanges(), ""),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(book, changes, field):
    count = CaseKind.objects.count()
    with pytest.raises(Rejected) as rejected:
        set_by(book.admin, changes)
    assert field in rejected.value.errors
    assert CaseKind.objects.count() == count


def test_the_instrument_it_rests_on_has_to_be_named(book):
    with pytest.raises(Rejected) as rejected:
        set_by(book.admin, source=" ")
    assert rejected.value.errors == {"source": "required"}


@pytest.mark.parametrize("name", ["may", "inspector", "lan", "noi", "sua"])
def test_nobody_but_the_administrator_of_the_root_keeps_the_book(book, name):
    with pytest.raises(Refused):
        set_by(getattr(book, name))


def test_who_looked_at_an_older_rule_set_is_told(book):
    seen = procedures.kind_on("gs-cd", book.admin.today).pk
    set_by(book.admin, days=0)
    with pytest.raises(Stale):
        set_by(book.admin, RuleChanges(limits=()), days=5, seen=seen)
