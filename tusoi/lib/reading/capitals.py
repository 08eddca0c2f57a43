"""Runs that Word prints in capitals though small letters are stored ("All caps"), by themselves or by their style."""

from lxml import etree

from tusoi.lib.reading.wordlists import NAMESPACES, attribute, children, value

_MAX_BASES = 20
_OFF = frozenset({"0", "false", "off"})


class Capitals:
    """``used``: whether any run asked about was printed in capitals."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.used = False
        self._own: dict[str, bool | None] = {}
        self._bases: dict[str, str] = {}
        for style in children(styles, "style") if styles is not None else []:
            name = attribute(style, "styleId")
            self._own[name] = _caps(style)
            self._bases[name] = value(style, "basedOn")

    def over(self, run: etree._Element) -> bool:
        """What the run says itself, else its style, else the style of its paragraph."""
        paragraph = next((one for one in run.iterancestors() if one.tag in {space + "p" for space in NAMESPACES}), None)
        said = _caps(run)
        if said is None:
            said = self._of_style(next((value(one, "rStyle") for one in children(run, "rPr")), ""))
        if said is None and paragraph is not None:
            said = self._of_style(next((value(one, "pStyle") for one in children(paragraph, "pPr")), ""))
        self.used = self.used or bool(said)
        return bool(said)

    def _of_style(self, name: str) -> bool | None:
        for _ in range(_MAX_BASES):
            said = self._own.get(name)
            if said is not None or not name:
                return said
            name = self._bases.get(name, "")
        return None


def _caps(node: etree._Element) -> bool | None:
    for properties in children(node, "rPr"):
        for caps in children(properties, "caps"):
            return attribute(caps, "val") not in _OFF
    return None
