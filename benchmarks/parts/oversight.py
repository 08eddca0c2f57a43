"""Pages of inspection and supervision with years of cases: 400 a year over 12 subjects each, below one province.

The promise is of a year, which statistics compare with the one before; how it goes on with the years is only shown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from benchmarks import remedies
from benchmarks.bulk import analyse, load
from benchmarks.nation import Nation
from benchmarks.parts.pages import timed_page
from benchmarks.timing import Result
from tusoi.organisations.models import Account, Organisation, Person
from tusoi.oversight.models import Case, CaseKind, CaseSubject, ContentArea
from tusoi.oversight.services import load_reference

CASES, SUBJECTS = 400, 12
YEARS = {"tiny": 1, "reduced": 5, "national": 10}
KINDS = ("gs-cd", "kt-ch", "kt-dhvp", "kt-nvkt", "kt-tc")
RESULTS = ("thuc-hien-tot", "chua-tot", "khuyet-diem")
LIMIT = 150
PROMISED = 2
"""Years with their requirements within which every page has to keep the limit."""


def measure(nation: Nation) -> list[Result]:
    years = YEARS[nation.size.name]
    found = []
    for since, until, limit in ((0, PROMISED, LIMIT), (PROMISED, years, None)):
        if since < years:
            make(nation, since, min(until, years))
            found += timed(nation, min(until, years), limit)
    return found


def timed(nation: Nation, years: int, limit: float | None) -> list[Result]:
    level = "province"
    client = Client()
    client.force_login(Account.objects.get(pk=nation.accounts[level]))
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    what = f"({CASES} cases x {SUBJECTS} a year, {years} years)"
    return [
        timed_page(client, f"oversight, {name} {what}", level, address, limit, nation.size.rounds)
        for name, address in pages(nation)
    ]


def pages(nation: Nation) -> Iterator[tuple[str, str]]:
    """(what, address) of every page of this part that exists."""
    year = timezone.localdate().year - 1
    case = Case.objects.filter(owner=nation.province).latest("pk").pk
    asked = f"?period=year&year={year}"
    found = [
        ("register of cases", "oversight:cases", (), ""),
        ("a case", "oversight:case", (case,), ""),
        ("programmes", "oversight:programmes", (), ""),
        ("register of remediation", "oversight:remediations", (), ""),
        ("sessions", "oversight:delegations", (), ""),
        ("notes", "oversight:notes", (), ""),
        ("procedures", "oversight:procedures", (), ""),
        *((f"statistics by {by}", "oversight:statistics", (), f"{asked}&by={by}") for by in ("kind", "area", "owner")),
        ("cases behind a figure", "oversight:statistics_cases", (), asked),
        ("organisations behind a figure", "oversight:statistics_subjects", (), asked),
        ("a change explained", "oversight:statistics_explain", (), f"{asked}&measure=organisations"),
    ]
    for name, page, args, query in found:
        try:
            yield name, reverse(page, args=args) + query
        except NoReverseMatch:
            continue


def make(nation: Nation, since: int = 0, until: int = PROMISED) -> None:
    """The cases concluded from ``until`` to ``since`` years ago, owned by the province and by its communes."""
    load_reference()
    dice = random.Random(400 + since)
    today, now = timezone.localdate(), timezone.now()
    top = Organisation.objects.get(pk=nation.province)
    below = [one for one in nation.nodes if one.path.startswith(top.path) and one.id != top.pk]
    owners = [one for one in nation.nodes if one.id == top.pk] * 3 + [one for one in below if one.kind == "commune"]
    kinds = dict(CaseKind.objects.on(today).filter(code__in=KINDS).values_list("code", "pk"))
    areas = list(ContentArea.objects.on(today).values_list("pk", flat=True))
    if not Person.objects.filter(sort_key="00001999").exists():
        load(Person, ("name", "sort_key"), ((f"Người {number}", f"{number:08}") for number in range(2_000)))
    people = list(Person.objects.filter(sort_key__lt="00002000").values_list("pk", flat=True))
    total = CASES * (until - since)
    first = (Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    rows, subjects, about = [], [], []
    for pk in range(first, first + total):
        owner = dice.choice(owners)
        concluded = today - timedelta(days=365 * since + (total - (pk - first)) * 365 // CASES)
        rows.append((
            pk, owner.id, owner.path, kinds[dice.choice(KINDS)], f"Giám sát số {pk}", True, "closed", "",
            concluded - timedelta(days=50), concluded - timedelta(days=45), concluded, concluded, concluded, now,
            "theo chương trình",
        ))  # fmt: skip
        inside = [one for one in below if one.path.startswith(owner.path)] or below
        for place in range(SUBJECTS):
            one = inside[(pk * 7 + place) % len(inside)]
            member = people[(pk * 13 + place * 101) % len(people)] if place % 2 and len(inside) > SUBJECTS else None
            subjects.append((
                pk, one.id, member, one.kind, one.path, concluded, concluded, dice.choice(RESULTS), member is not None,
            ))  # fmt: skip
        about += [(pk, area) for area in dice.sample(areas, 2)]
    columns = (
        "id", "owner_id", "path", "kind_id", "title", "is_committees", "state", "step", "opened_on", "issued_on",
        "concluded_on", "announced_on", "closed_on", "created_at", "unscheduled_reason",
    )  # fmt: skip
    load(Case, columns, rows)
    fields = (
        "case_id", "organisation_id", "person_id", "level", "path", "added_on", "opened_on", "result",
        "is_committee_member",
    )  # fmt: skip
    # Where an owner has fewer than twelve below it, each of them is a subject once.
    load(CaseSubject, fields, {one[:3]: one for one in subjects}.values())
    load(Case.areas.through, ("case_id", "contentarea_id"), about)
    remedies.make(first)
    analyse(Case, CaseSubject, Case.areas.through)
