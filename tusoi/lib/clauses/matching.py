"""Which passages of a text may answer which clause: terms both use that few clauses use, figures, references."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tusoi.lib.clauses.compare import ENOUGH
from tusoi.lib.clauses.labels import mentioned, spelt
from tusoi.lib.clauses.targets import Target, same_measure, targets_in
from tusoi.lib.clauses.tree import tree
from tusoi.lib.reading.letters import lowered
from tusoi.lib.reading.sentences import prepare

THRESHOLD = 0.3
"""Below it a likeness is chance."""
PER_CLAUSE = 2
"""Passages proposed for one clause from one text: the best."""
LONGEST = 3_000
"""Signs of a passage that are compared."""
SHOWN_TERMS = 4

_WORD = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
_STOP_WORDS = (
    "và của các những được cho với trong trên tại là có đến theo từ về để này đó khi thì mà ở do một không phải đã "
    "đang sẽ như cũng hoặc bằng việc nhằm trước sau giữa nhất số năm tháng ngày hằng hàng mỗi thực hiện tiếp tục tăng "
    "cường nâng cao đảm bảo lên trở đạt ít gồm bị vào ra"
)
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Wanted:
    """A clause to be answered. ``key`` is handed back; ``label`` as cited; ``target`` where it is one."""

    key: int
    text: str
    label: str = ""
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the answering text, with its own label there."""

    start: int
    end: int
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: ``code`` is terms, figure, reference or label; ``detail`` what was found, as written."""

    code: str
    detail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    key: int
    start: int
    end: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class _Terms:
    """The terms of a text (pairs of neighbouring syllables), each with the place of its first use."""

    syllables: list[str]
    pairs: dict[str, int] = field(default_factory=dict)


def passages_of(text: str) -> list[Passage]:
    """The passages of an answering text: what each of its clauses says itself, else its lines."""
    nodes = tree(text)
    found = [Passage(one.start, one.own_end, text[one.start : one.own_end], one.label) for one in nodes]
    if not nodes:
        found = [Passage(line.start, line.end, text[line.start : line.end]) for line in prepare(text).lines]
    return [one for one in found if len(one.text) > 20]


def propose(
    wanted: Sequence[Wanted], passages: Iterable[Passage], *, names: Sequence[str] = (), per_clause: int = PER_CLAUSE
) -> list[Match]:
    """The likely answers, best first for each clause, in the order of the clauses.

    ``names``: how the superior document is named ("12-CTr/TU"); beside one of them a reference is certain. The outcome
    does not depend on the order of the passages. Grows with the passages and the clauses that share their terms.
    """
    if not wanted:
        return []
    index = _Index(wanted)
    low_names = [lowered(name) for name in names if len(name) > 3]
    best: dict[int, list[Match]] = {}
    for passage in passages:
        for match in index.matches(passage, low_names):
            best.setdefault(match.key, []).append(match)
    found: list[Match] = []
    for one in wanted:
        ranked = sorted(best.get(one.key, []), key=lambda match: (-match.score, match.start, match.end))
        found += ranked[:per_clause]
    return found


class _Index:
    """The clauses by their terms. The weight of a term is high where few clauses have it."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.wanted = wanted
        self.terms = [_terms(one.text) for one in wanted]
        counts = Counter(pair for terms in self.terms for pair in terms.pairs)
        total = len(wanted)
        self.weight = {pair: math.log(1 + (total + 1) / count) for pair, count in counts.items()}
        self.strange = math.log(2 + total) * 0.3
        self.having: dict[str, list[int]] = {}
        for place, terms in enumerate(self.terms):
            for pair in terms.pairs:
                self.having.setdefault(pair, []).append(place)
        self.length = [sum(self.weight[pair] for pair in terms.pairs) for terms in self.terms]
        self.labels: dict[str, list[int]] = {}
        for place, one in enumerate(wanted):
            if one.label:
                self.labels.setdefault(spelt(one.label), []).append(place)

    def matches(self, passage: Passage, names: Sequence[str]) -> list[Match]:
        low = lowered(passage.text[:LONGEST])
        terms = _terms(passage.text[:LONGEST])
        shared: dict[int, float] = {}
        length = 0.0
        for pair in terms.pairs:
            weight = self.weight.get(pair)
            length += self.strange if weight is None else weight
            for place in self.having.get(pair, ()):
                shared[place] = shared.get(place, 0.0) + (weight or 0.0)
        named = {place for label in mentioned(low) for place in self.labels.get(label, ())}
        is_certain = any(name in low for name in names)
        figures = targets_in(passage.text[:LONGEST]) if any(self.wanted[place].target for place in shared) else []
        found = []
        for place in shared.keys() | named:
            match = self._match(place, passage, terms, shared.get(place, 0.0), length, named, is_certain, figures)
            if match is not None:
                found.append(match)
        return found

    def _match(
        self, place: int, passage: Passage, terms: _Terms, shared: float, length: float, named: set[int],
        is_certain: bool, figures: Sequence[Target],
    ) -> Match | None:  # fmt: skip
        one = self.wanted[place]
        whole = self.length[place] * length
        score = shared / math.sqrt(whole) if whole else 0.0
        reasons = []
        if score:
            reasons.append(Reason("terms", self._shared_terms(place, terms)))
        if one.target is not None and (figure := _figure(one.target, figures)):
            score += 0.2
            reasons.append(Reason("figure", (figure,)))
        if one.label and passage.label and score >= THRESHOLD / 2 and spelt(one.label) == spelt(passage.label):
            score += 0.1
            reasons.append(Reason("label", (passage.label,)))
        if place in named:
            score = max(score, 0.9) if is_certain else score + 0.35
            reasons.append(Reason("reference", (one.label,)))
        score = min(1.0, score)
        if score < THRESHOLD:
            return None
        return Match(one.key, passage.start, passage.end, round(score, 3), tuple(reasons))

    def _shared_terms(self, place: int, other: _Terms) -> tuple[str, ...]:
        """The longest runs of syllables of the clause that the passage has too, the weightiest first."""
        runs: list[tuple[float, str]] = []
        run: list[str] = []
        weight = 0.0
        for first, second in zip(self.terms[place].syllables, self.terms[place].syllables[1:], strict=False):
            pair = f"{first} {second}"
            if pair in other.pairs and pair in self.weight:
                run = [*run, second] if run else [first, second]
                weight += self.weight[pair]
                continue
            if run:
                runs.append((weight, " ".join(run)))
            run, weight = [], 0.0
        if run:
            runs.append((weight, " ".join(run)))
        ranked = sorted(set(runs), key=lambda one: (-one[0], one[1]))
        return tuple(dict.fromkeys(words for _weight, words in ranked))[:SHOWN_TERMS]


def _terms(text: str) -> _Terms:
    syllables = _WORD.findall(lowered(text[:LONGEST]))
    terms = _Terms(syllables)
    for place in range(len(syllables) - 1):
        first, second = syllables[place], syllables[place + 1]
        if first.isalpha() and second.isalpha() and first not in _STOP and second not in _STOP:
            terms.pairs.setdefault(f"{first} {second}", place)
    return terms


def _figure(wanted: Target, figures: Sequence[Target]) -> str:
    """The figure of the passage that measures the same in the same unit."""
    for one in figures:
        if one.unit == wanted.unit and same_measure(one.measure, wanted.measure) >= ENOUGH:
            return f"{one.value:g}".replace(".", ",") + (" %" if one.unit == "%" else f" {one.unit}")
    return ""
