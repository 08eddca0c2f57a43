"""What happened, in the order in which it happened."""

import heapq
import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tusoi.lib.calendar import is_working_day


class Diary:
    """Plans events at moments of the past and plays them in order; an event may plan later ones."""

    def __init__(self, now: datetime, seed: int) -> None:
        self.now = now
        self.today = timezone.localtime(now).date()
        self.chance = random.Random(seed)
        self._events: list[tuple[datetime, int, Callable[[datetime], Any]]] = []
        self._number = count()
        self._clock: datetime | None = None

    def day(self, offset: int) -> date:
        """The day so many days from today (negative: ago), or the working day before it."""
        day = self.today + timedelta(days=offset)
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day

    def moment(self, day: date) -> datetime:
        """A moment in the office hours of a day."""
        minutes = self.chance.randrange(8 * 60, 16 * 60 + 45)
        return timezone.make_aware(datetime.combine(day, time(minutes // 60, minutes % 60, self.chance.randrange(60))))

    def at(self, moment: datetime, event: Callable[[datetime], Any]) -> None:
        """Plan an event; one planned for before the present of the diary happens at its present."""
        moment = min(moment, self.now - timedelta(minutes=2))
        if self._clock is not None:
            moment = max(moment, self._clock + timedelta(seconds=20))
        heapq.heappush(self._events, (moment, next(self._number), event))

    def on(self, offset: int, event: Callable[[datetime], Any]) -> None:
        self.at(self.moment(self.day(offset)), event)

    def after(self, moment: datetime, days: int, event: Callable[[datetime], Any]) -> None:
        """So many days after a moment, or on the working day before, yesterday at the latest."""
        offset = (timezone.localtime(moment).date() - self.today).days + days
        self.on(min(offset, -1), event)

    def in_order(self, moment: datetime, steps: Sequence[tuple[int, Callable[[datetime], Any]]]) -> None:
        """Each step so many days after a moment, and after the one before it: holidays may bring both to one day.

        A step that answers False was too early and is tried again a day later.
        """
        if not steps:
            return
        (days, step), *rest = steps

        def act(at: datetime) -> None:
            if step(at) is False:
                self.at(at + timedelta(days=1), act)
            else:
                self.in_order(moment, rest)

        self.after(moment, days, act)

    def between(self, first: int, last: int, event: Callable[[datetime], Any]) -> None:
        """On some day from ``first`` to ``last`` (both as offsets)."""
        self.on(self.chance.randint(first, last), event)

    def advance(self, moment: datetime) -> None:
        """An event lasted until this moment: what follows happens later."""
        self._clock = max(moment, self._clock or moment)

    def play(self) -> int:
        """Play all events; how many there were."""
        played = 0
        while self._events:
            moment, _, event = heapq.heappop(self._events)
            self._clock = max(moment, self._clock or moment)
            event(self._clock)
            played += 1
        return played
