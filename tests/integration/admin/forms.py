"""What a browser posts from an edit form: the fields of the form that the admin shows."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Fields(HTMLParser):
    def __init__(self, form_ids: tuple[str, ...]) -> None:
        super().__init__()
        self.form_ids = form_ids
        self.inside = False
        self.fields: list[tuple[str, str]] = []
        self._textarea: str | None = None
        self._text = ""
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("id") in self.form_ids:
            self.inside = True
        if not self.inside or ("name" not in given and tag != "option"):
            return
        name = given.get("name") or ""
        if tag == "input" and given.get("type") not in ("submit", "button"):
            ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if ticked and "__prefix__" not in name:
                self.fields.append((name, given.get("value") or ""))
        elif tag == "textarea" and "__prefix__" not in name:
            self._textarea, self._text = name, ""
        elif tag == "select" and "__prefix__" not in name:
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.fields.append((self._select, given.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            self.fields.append((self._textarea, self._text.removeprefix("\n")))
            self._textarea = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self.inside = False


def fields_of(client: Client, url: str, *form_ids: str) -> dict[str, Any]:
    """The fields of the form with one of these ids as shown at `url`, ready to change and post."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code, response.get("Location"))
    parser = _Fields(form_ids)
    parser.feed(response.content.decode())
    fields: dict[str, Any] = {}
    for name, value in parser.fields:
        fields.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}
