"""Reads the marks of a Word template, or fills them in: a program of its own, started by `word_template`.

On its standard input a line of JSON ({"do": "inspect"} or {"do": "fill", "values": ...}), then the .docx; on its
standard output JSON, for "fill" a line of JSON and the .docx. Only what `Closed` admits is ever evaluated: names,
conditions on a name, and loops over a list or a table that was handed in. Bounded in time and memory all the same.
"""

import json
import re
import sys
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

SECONDS = 15
MEMORY = 1_500 * 1024 * 1024
MOST_LOOPS = 20
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
PASSIVE = (nodes.Template, nodes.Output, nodes.TemplateData)
RESERVED = frozenset({"self", "loop", "super", "caller", "varargs", "kwargs"})
OF_A_LOOP = frozenset({"index", "first", "last"})


class Refused(Exception):
    """The template asks for more than values; ``args`` are a code and the place."""


class Silent(Undefined):
    """What was not handed in is printed as nothing, and has nothing inside."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return ""


class Closed(ImmutableSandboxedEnvironment):
    """Values in, text out: no attribute but the column of a row, no call, filter, arithmetic, import or assignment."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=Silent)
        self.filters.clear()
        self.tests.clear()
        self.globals.clear()
        self.found: dict[str, dict[str, Any]] = {}
        self.loops = 0

    def from_string(self, source: Any, *args: Any, **more: Any) -> Any:
        self.check(self.parse(source), {})
        return super().from_string(source, *args, **more)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext):
            return getattr(obj, attribute) if attribute in OF_A_LOOP else ""
        return obj.get(attribute, "") if type(obj) is dict else ""

    def getitem(self, obj: Any, argument: Any) -> Any:
        return ""

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def check(self, node: nodes.Node, rows: dict[str, str]) -> None:
        """Raises Refused for whatever is not listed here. ``rows``: name of a loop's row -> what it runs over."""
        if isinstance(node, nodes.For):
            self._loop(node, rows)
        elif isinstance(node, nodes.If):
            test = node.test.node if isinstance(node.test, nodes.Not) else node.test
            self._value(test, rows)
            for part in (*node.body, *node.elif_, *node.else_):
                self.check(part, rows)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._value(node, rows)
        elif isinstance(node, PASSIVE):
            for part in node.iter_child_nodes():
                self.check(part, rows)
        else:
            raise Refused("code", type(node).__name__)

    def _loop(self, node: nodes.For, rows: dict[str, str]) -> None:
        self.loops += 1
        simple = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name)
        if not simple or node.test or node.recursive or rows or self.loops > MOST_LOOPS:
            raise Refused("loop", str(node.lineno))
        over, row = node.iter.name, node.target.name  # type: ignore[attr-defined]
        self._note(over, "list")
        for part in (*node.body, *node.else_):
            self.check(part, {row: over, "loop": ""})

    def _value(self, node: nodes.Node, rows: dict[str, str]) -> None:
        if isinstance(node, nodes.Name):
            if node.name not in rows:
                self._note(node.name, "text")
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in rows:
            over = rows[node.node.name]
            if over:
                self._column(over, node.attr)
            elif node.attr not in OF_A_LOOP:
                raise Refused("code", node.attr)
        else:
            raise Refused("code", type(node).__name__)

    def _note(self, name: str, kind: str) -> None:
        if name in RESERVED or not KEY.fullmatch(name):
            raise Refused("mark", name)
        field = self.found.setdefault(name, {"key": name, "type": kind, "columns": []})
        if kind == "list" and field["type"] == "text":
            field["type"] = "list"

    def _column(self, over: str, name: str) -> None:
        if not KEY.fullmatch(name):
            raise Refused("mark", name)
        field = self.found[over]
        field["type"] = "table"
        if name not in field["columns"]:
            field["columns"].append(name)


def done(asked: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    environment = Closed()
    template = DocxTemplate(BytesIO(data))
    template.render(asked.get("values", {}), environment, autoescape=True)
    if asked["do"] == "inspect":
        return {"fields": list(environment.found.values())}, b""
    result = BytesIO()
    template.save(result)
    return {}, result.getvalue()


def bound() -> None:
    try:
        import resource
    except ImportError:  # a system without such bounds: the caller's clock remains
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    bound()
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        answer, content = done(asked, data)
    except Refused as refused:
        answer, content = {"error": refused.args[0], "detail": refused.args[1][:100]}, b""
    except TemplateSyntaxError as error:
        answer, content = {"error": "mark", "detail": str(error.message)[:100]}, b""
    except MemoryError:
        answer, content = {"error": "too_large"}, b""
    except Exception as error:
        answer, content = {"error": "damaged", "detail": f"{type(error).__name__}"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
