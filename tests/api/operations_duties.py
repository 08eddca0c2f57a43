"""The duties among the things of the commune An Bình, one for each state, for the table of operations."""

from datetime import timedelta

from tests.cast import Cast
from tests.obligations.build import deliverable, part
from tusoi.documents.files import store_file
from tusoi.obligations.services import (
    ItemDraft,
    ObligationDraft,
    Selection,
    accept_answer,
    lay_obligations,
    remind,
    report_item,
    save_draft,
    submit_answer,
    waive,
)


def duties(cast: Cast) -> dict[str, int]:
    """One duty for each state: the part of the cell Thôn Đông."""
    parts = {}
    for name in ("accepted", "sent", "open", "waived"):
        duty = lay_obligations(
            drafts=[ObligationDraft(f"Nhiệm vụ {name}", cast.lan.today + timedelta(days=5), deliverable())],
            selection=Selection(organisation_ids=(cast.thon_dong.pk, cast.thon_ha.pk)), issued_by=cast.an_binh,
            by=cast.lan,
        )[0]  # fmt: skip
        parts[name] = part(duty, cast.thon_dong)
    accepted, sent = parts["accepted"], parts["sent"]
    file = store_file(content=b"b", filename="b.txt", organisation=cast.thon_dong, by=cast.noi)
    items = [ItemDraft("Việc một"), ItemDraft("Việc hai")]
    save_draft(assignment_id=accepted.pk, text="x", items=items, files=[file], by=cast.noi)
    submit_answer(assignment_id=accepted.pk, text=None, items=None, by=cast.noi)
    accept_answer(assignment_id=accepted.pk, by=cast.lan)
    planned, done = accepted.items.order_by("position")
    report_item(item_id=done.pk, evidence="Biên bản", by=cast.noi)
    submit_answer(assignment_id=sent.pk, text="x", items=[ItemDraft("Việc")], by=cast.noi)
    beside = part(sent.obligation, cast.thon_ha)
    submit_answer(assignment_id=beside.pk, text="x", by=cast.pha)
    waive(assignment_ids=[parts["waived"].pk], reason="vì", by=cast.lan)
    late = part(accepted.obligation, cast.thon_ha)
    remind(obligation_id=accepted.obligation_id, assignment_ids=[late.pk], by=cast.lan)
    return {name: one.pk for name, one in parts.items()} | {
        "duty": accepted.obligation_id, "planned": planned.pk, "done": done.pk, "sent_file": file.pk, "late": late.pk,
        "beside": beside.pk,
    }  # fmt: skip
