"""The operations on the book, delegations, sessions and notes, for the table of operations."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tests.oversight import build
from tusoi.oversight.models import WorkSession
from tusoi.oversight.services import visits as services

STANDING = "standing"


def visits(operation: Callable[..., Any]) -> dict[str, Any]:
    """The table; ``operation`` makes an entry of it."""

    def body(**given: Any) -> Any:
        return lambda w: given

    one, planned = {"delegation_id": "delegation"}, {"session_id": "planned_session"}
    note, at = {"note_id": "note"}, "/sessions/{session_id}"
    return {
        "GET /kinds": operation({}, ""),
        "GET /kinds/{code}/versions": operation({"code": "kind_code"}, ""),
        "POST /kinds/{code}/versions": operation(
            {"code": "kind_code"}, STANDING, given=lambda w: {"valid_from": w.later, "source": "x", "limits": []}
        ),
        "GET /rights": operation({}, ""),
        "GET /delegations": operation({}, ""),
        "POST /delegations": operation(
            {}, "oversight.run",
            given=lambda w: {"owner_id": w["an_binh"], "kind": "yearly", "title": "Đoàn", "year": 2026},
        ),
        "GET /delegations/{delegation_id}": operation(one, STANDING),
        "POST /delegations/{delegation_id}/sessions": operation(
            one, STANDING,
            given=lambda w: {"organisation_ids": [w["thon_dong"], w["thon_ha"]], "first": w.later},
        ),
        "POST /delegations/{delegation_id}/end": operation(one, STANDING),
        "GET /sessions": operation({}, ""),
        f"GET {at}": operation(planned, STANDING),
        f"PUT {at}": operation(planned, STANDING, given=body(place="Hội trường")),
        f"POST {at}/move": operation(planned, STANDING, given=lambda w: {"on": w.later, "reason": "vì"}),
        f"POST {at}/hold": operation(planned, STANDING, given=body(result="Xong")),
        f"POST {at}/correct": operation({"session_id": "held_session"}, STANDING, given=body(result="x", reason="vì")),
        f"POST {at}/recall": operation({"session_id": "held_session"}, STANDING, given=body(reason="vì")),
        f"POST {at}/cancel": operation(planned, STANDING, given=body(reason="vì")),
        f"POST {at}/restore": operation({"session_id": "cancelled_session"}, STANDING),
        "GET /notes": operation({}, ""),
        "POST /notes": operation(
            {}, "oversight.run",
            given=lambda w: {
                "owner_id": w["an_binh"], "organisation_id": w["thon_dong"], "on": "2026-03-02", "how": "direct",
                "text": "x",
            },
        ),
        "GET /notes/{note_id}": operation(note, STANDING),
        "POST /notes/{note_id}/add": operation(note, STANDING, given=body(text="x")),
        "POST /notes/{note_id}/case": operation(note, STANDING, given=lambda w: {"case_id": w["noted_case"]}),
    }  # fmt: skip


def made_visits(cast: Cast) -> dict[str, Any]:
    """A delegation of An Bình with a planned, a held and a cancelled session; a note, and a case it may lead to."""
    draft = services.DelegationDraft(cast.an_binh.pk, "monthly", "Làm việc với các chi bộ", 2026)
    one = services.create_delegation(draft=draft, by=cast.lan)
    first = cast.lan.today + timedelta(1)
    services.schedule_sessions(
        delegation_id=one.pk, organisation_ids=[cast.thon_dong.pk], first=first, per=1, span="week", rounds=3,
        by=cast.lan,
    )  # fmt: skip
    planned, held, cancelled = (each.pk for each in one.sessions.order_by("pk"))
    for back, number in enumerate((planned, held, cancelled)):
        WorkSession.objects.filter(pk=number).update(on=cast.lan.today - timedelta(back))
    services.hold_session(session_id=held, result="Xong", by=cast.lan)
    services.cancel_session(session_id=cancelled, reason="bão", by=cast.lan)
    note = services.write_note(
        draft=services.NoteDraft(cast.an_binh.pk, cast.thon_dong.pk, cast.lan.today, "direct", "Chậm"), by=cast.lan
    )
    case = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="propose")
    return {
        "delegation": one.pk, "planned_session": planned, "held_session": held, "cancelled_session": cancelled,
        "note": note.pk, "noted_case": case.pk, "kind_code": case.kind.code,
    }  # fmt: skip
