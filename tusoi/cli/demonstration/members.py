"""The members' own plans come in waves: a cell brings those of its committee together, the office decides on piles."""

from collections.abc import Sequence
from datetime import datetime

from tusoi.obligations.models import Assignment

from . import answers, batches, texts
from .batches import APART, Answer
from .duties import ACCEPTED, WAITING, Duties, Duty

WAVES = 12


def plan_waves(duties: Duties, duty: Duty, assignments: Sequence[Assignment], fates: dict[int, str]) -> None:
    """Plan in the diary how the accepted and the waiting plans arrive; the others go their own way."""
    accepted = [one for one in assignments if fates[one.pk] == ACCEPTED]
    waiting = [one for one in assignments if fates[one.pk] == WAITING]
    first, last = duty.answered
    size = -(-len(accepted) // WAVES)
    for number in range(WAVES):
        wave = accepted[number * size : (number + 1) * size]
        day = first + (last - 8 - first) * number // max(WAVES - 1, 1)
        if wave:
            duties.diary.on(day, lambda at, wave=wave: _arrive(duties, duty, wave, at, decide=True))  # type: ignore[misc]
    if waiting:
        duties.diary.on(last, lambda at: _arrive(duties, duty, waiting, at, decide=False))


def _arrive(duties: Duties, duty: Duty, wave: Sequence[Assignment], at: datetime, *, decide: bool) -> None:
    piled = []
    for number, assignment in enumerate(wave):
        person = duties.persons[assignment.person_id]  # type: ignore[index]
        by = duties.people.actor(person, at + number * APART)
        text, items = texts.own_opening(duties.chance), answers.own_plan(duties.chance, by.today, person.name)
        piled.append(Answer(assignment, duties.organisations[assignment.organisation_id], by, text, items))
    duties.diary.advance(batches.submit(piled))
    if decide:
        duties.diary.after(at, duties.chance.randint(3, 6), lambda at: _decide(duties, duty, piled, at))


def _decide(duties: Duties, duty: Duty, piled: Sequence[Answer], at: datetime) -> None:
    office = [duties.people.actor(duty.clerk, at + number * APART) for number in range(len(piled))]
    duties.diary.advance(batches.accept(piled, office))
    for answer in piled:
        if duty.carried_out > 0 and duties.chance.random() < 0.05:
            duty.carried_out -= 1
            duties.diary.after(at, 12, lambda at, one=answer.assignment: duties.carry_out(duty, one, at))  # type: ignore[misc]
