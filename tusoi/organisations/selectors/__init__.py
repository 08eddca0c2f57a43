"""What is asked about organisations and people: questions, no changes."""

from .access import Explanation, Holder, explain_access, holder_of, who_has_access
from .areas import Area, Areas, areas_held, areas_of, fields_on, get_area
from .people import (
    Members,
    Seat,
    account_of,
    accounts_below,
    bodies_of,
    body_kinds,
    committee_of,
    first_places,
    get_body,
    get_person,
    get_position,
    members_count,
    members_of,
    position_kinds,
    positions_held,
    positions_of,
    search_people,
    staff_of,
    standings_of,
    term_on,
    terms_of,
)  # fmt: skip
from .tree import (
    Node,
    Then,
    ancestors_of,
    branch_of,
    children_of,
    get_organisation,
    kinds_below,
    names_over_time,
    organisation_on,
    places_over_time,
    roots_of,
    search_organisations,
    tree_below,
)  # fmt: skip

__all__ = [
    "Area", "Areas", "Explanation", "Holder", "Members", "Node", "Seat", "Then", "account_of", "accounts_below",
    "ancestors_of", "areas_held", "areas_of", "bodies_of", "body_kinds", "branch_of", "children_of", "committee_of",
    "explain_access", "fields_on", "first_places", "get_area", "get_body", "get_organisation", "get_person",
    "get_position", "holder_of", "kinds_below", "members_count", "members_of", "names_over_time", "organisation_on",
    "places_over_time", "position_kinds", "positions_held", "positions_of", "roots_of", "search_organisations",
    "search_people", "staff_of", "standings_of", "term_on", "terms_of", "tree_below", "who_has_access",
]  # fmt: skip
