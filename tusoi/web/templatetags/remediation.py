"""What conclusions required, on the pages of other things: {% remediation_of_organisation organisation %}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from tusoi.oversight.remedy import Counts
from tusoi.oversight.selectors.remediation import Row, of_organisation, waiting_for
from tusoi.web.pages.oversight.remediations.common import ANSWERS, CHIPS, STATES
from tusoi.web.pages.oversight.remediations.listing import shares

if TYPE_CHECKING:
    from tusoi.organisations.models import Organisation
    from tusoi.organisations.scope import Actor
    from tusoi.oversight.models import Case

register = template.Library()
WORDS = {"words": ANSWERS, "states": STATES, "chips": CHIPS}


@register.inclusion_tag("oversight/remediation/of_organisation.html", takes_context=True)
def remediation_of_organisation(context: template.Context, organisation: Organisation) -> dict[str, Any]:
    """Open requirements on an organisation and the last conclusions about it. At most five queries."""
    by: Actor = context["request"].actor
    return {**WORDS, "part": of_organisation(organisation, by), "organisation": organisation}


@register.inclusion_tag("oversight/remediation/home.html", takes_context=True)
def remediation_waiting(context: template.Context, is_open: bool, is_raised: bool) -> dict[str, Any]:
    """What waits for the owner's people, in my work, where it is known that there is anything. At most two queries."""
    return {"waiting": waiting_for(context["request"].actor, is_open=is_open, is_raised=is_raised)}


@register.inclusion_tag("oversight/remediation/case_sums.html")
def remediation_sums(counts: Counts, case: Case) -> dict[str, Any]:
    return {"counts": counts, "shares": shares(counts), "case": case}


@register.inclusion_tag("oversight/remediation/table.html")
def remediation_table(rows: list[Row]) -> dict[str, Any]:
    return {**WORDS, "rows": rows, "decides": False}
