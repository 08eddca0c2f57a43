"""The measures, one module a topic, each with ``measure(nation) -> list[Result]``; figures are checked before timing."""
