"""Forms as Django draws them, with lists to choose from drawn without a template for each line.

A filter with a hundred organisations to choose from took a tenth of its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

LIST, LINE = "django/forms/widgets/select.html", "django/forms/widgets/select_option.html"


class Renderer(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name == LIST:
            return SafeString("".join(_list(context["widget"], self)))
        return super().render(template_name, context, request)


def _list(widget: dict[str, Any], renderer: Renderer) -> Iterator[str]:
    yield f'<select name="{conditional_escape(widget["name"])}"{flatatt(widget["attrs"])}>'
    for group, lines, _ in widget["optgroups"]:
        if group:
            yield f'<optgroup label="{conditional_escape(group)}">'
        for line in lines:
            if line["template_name"] != LINE:  # a widget that draws its lines itself
                yield renderer.render(line["template_name"], {"widget": line})
            else:
                value, label = conditional_escape(str(line["value"])), conditional_escape(line["label"])
                yield f'<option value="{value}"{flatatt(line["attrs"])}>{label}</option>\n'
        if group:
            yield "</optgroup>"
    yield "</select>"
