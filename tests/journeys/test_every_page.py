"""Every page a link leads to, in the browser: nothing wider than the window, nothing axe complains about."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import fits
from tests.obligations.build import lay, part
from tests.web.crawl import client_of, kind_of, walk
from tusoi.obligations.models import DeliverableKind
from tusoi.obligations.services import ItemDraft, accept_answer, submit_answer

pytestmark = pytest.mark.look
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("who", ["may", "lan", "noi", "admin"])
def test_no_page_is_too_wide_or_keeps_anybody_out(province, sign_in, who):
    duty = lay(province.may, province.province, province.an_binh, province.suoi_giang, province.thon_dong)
    DeliverableKind.objects.update(has_items=True)
    for bearer, by in ((province.an_binh, province.lan), (province.suoi_giang, province.tuong)):
        items = [ItemDraft("Rà soát quy chế", lead="Bí thư")]
        submit_answer(assignment_id=part(duty, bearer).pk, text="Kế hoạch", items=items, by=by)
    accept_answer(assignment_id=part(duty, province.suoi_giang).pk, by=province.may)
    actor = getattr(province, who)
    addresses: dict[str, str] = {}
    for found in walk(client_of(actor), "/", limit=90):
        whole_page = b"<html" in found.response.content[:400] if not found.response.streaming else False
        if found.response.status_code == 200 and found.is_html and whole_page:
            addresses.setdefault(kind_of(found.url), found.url)
    page, problems = sign_in(actor), []
    for address in addresses.values():
        page.goto(address)
        if not fits(page):
            problems.append(f"{address}: wider than the window")
        for one in Axe().run(page, options=RULES).response["violations"]:
            where = one["nodes"][0]["html"][:120]
            problems.append(f"{address}: {one['id']} ({len(one['nodes'])}x) {where}")
    assert not problems, "\n".join(problems)
    assert len(addresses) >= 8
