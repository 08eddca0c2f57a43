"""Random cases of two years, for tests that count them once more by hand."""

import random
from datetime import date, timedelta

from tests import factories
from tests.cast import Cast
from tests.oversight.build import area, kind
from tusoi.oversight.models import Case, CaseSubject

FIRST = date(2025, 1, 1)
LAST = date(2026, 12, 31)
RESULTS = ("tot", "chua-tot", "dau-hieu", "")


def cases(cast: Cast, seed: int, number: int = 40) -> list[Case]:
    """Cases of three owners with subjects that come back, among them restricted, secret, dropped and running ones."""
    dice = random.Random(seed)
    kinds = [kind(code) for code in ("gs-cd", "kt-ch", "kt-dhvp", "tc")]
    areas = [area(code) for code in ("quy-che", "can-bo", "tai-chinh")]
    owners = (cast.province, cast.an_binh, cast.suoi_giang)
    board = factories.body(cast.province, "uy-ban-kiem-tra", "Ủy ban Kiểm tra")
    places = (cast.an_binh, cast.suoi_giang, cast.thon_dong, cast.thon_ha, cast.ban_le)
    people = [(factories.person(), dice.choice(places), dice.random() < 0.5) for _ in range(12)]
    made = []
    for _ in range(number):
        owner = dice.choice(owners)
        began = FIRST - timedelta(days=100) + timedelta(days=dice.randrange(830))
        ended = began + timedelta(days=dice.randrange(5, 120)) if dice.random() < 0.75 else None
        is_dropped = ended is not None and dice.random() < 0.15
        is_secret = dice.random() < 0.1
        one = Case.objects.create(
            owner=owner, path=owner.path, kind=dice.choice(kinds), title="Vụ việc", opened_on=began,
            body=board if owner == cast.province and dice.random() < 0.5 else None,
            issued_on=None if is_secret else began + timedelta(days=2), created_at=cast.may.at,
            circle="secret" if is_secret else dice.choice(("normal", "normal", "normal", "restricted")),
            concluded_on=None if is_dropped else ended, closed_on=ended if is_dropped else None,
            state="dropped" if is_dropped else "running", reason="không còn cần" if is_dropped else "",
        )  # fmt: skip
        one.areas.set(dice.sample(areas, dice.randrange(0, 3)))
        for place in dice.sample(places, dice.randrange(0, 4)):
            CaseSubject.objects.create(
                case=one, organisation=place, level=place.kind.code, path=place.path, added_on=began,
                result=dice.choice(RESULTS), **_removed(dice, began),
            )  # fmt: skip
        for person, place, committee in dice.sample(people, dice.randrange(0, 5)):
            CaseSubject.objects.create(
                case=one, organisation=place, person=person, is_committee_member=committee, level=place.kind.code,
                path=place.path, added_on=began, result=dice.choice(RESULTS), **_removed(dice, began),
            )  # fmt: skip
        made.append(one)
    return made


def _removed(dice: random.Random, day: date) -> dict:
    return {"removed_on": day, "removal_reason": "nhầm"} if dice.random() < 0.1 else {}
