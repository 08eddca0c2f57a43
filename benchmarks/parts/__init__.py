"""The measures: a module a topic, each with ``measure(nation) -> list[Result]``. Figures are checked, then timed."""
