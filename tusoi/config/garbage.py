"""How often a server looks for garbage."""

import gc


def seldom() -> None:
    """What is loaded by now stays to the end and is left out of the search, which a page sets off itself otherwise:
    it makes some ten thousand objects, and Python looks for garbage after every seven hundred."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
