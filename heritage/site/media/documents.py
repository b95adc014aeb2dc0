"""Documents as a page shows them: pictures of their pages, with the words of each."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from heritage.site.media.addresses import address_of
from heritage.site.media.shown import Shown
from media_pipeline.facts import Kind
from media_pipeline.storing import derivatives

TEXTS = "text.json"
"""The words of a document by its pages, as the recipe names it."""
LARGE = re.compile(r"page-\d+\.webp")
MOST_TEXT = 8 * 1024 * 1024
"""Bytes of the text of a document that is read along."""
MOST_WORDS = 120_000
"""Characters of it that stand on the page of the thing: some forty pages of print, 40 kB packed."""


@dataclass(frozen=True)
class Leaf:
    """One page of a document."""

    number: int
    address: str
    width: int
    height: int
    small: str
    small_width: int
    small_height: int
    text: str
    unreviewed: bool
    """Whether the words were read by a machine and by nobody since."""


class ShownDocument(Shown):
    """A document, as pages to look at with their words."""

    kind = Kind.DOCUMENT

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Its pages, as far as they were drawn."""
        texts = self._texts()
        found = []
        # By the whole name: `page-240.webp` is a page, and no small one.
        pages = [x for x in self.made.values() if LARGE.fullmatch(x.name)]
        for one in sorted(pages, key=lambda x: x.page):
            said = texts.get(one.page, {})
            small = self.made.get(one.name.replace(".webp", "-240.webp"), one)
            found.append(
                Leaf(
                    one.page,
                    address_of(self.file, one),
                    one.width,
                    one.height,
                    address_of(self.file, small),
                    small.width,
                    small.height,
                    str(said.get("text", "")),
                    said.get("reviewed") is False,
                )
            )
        return found

    @property
    def pages(self) -> int:
        """How many there are."""
        return int(self._learned("pages") or 0)

    @cached_property
    def spoken(self) -> list[Leaf]:
        """The pages whose words stand on the page of the thing: from the first on, as many as a
        phone bears."""
        found, length = [], 0
        for leaf in self.leaves:
            length += len(leaf.text)
            if length > MOST_WORDS:
                break
            if leaf.text.strip():
                found.append(leaf)
        return found

    @property
    def cover(self) -> str:
        """The first page, small. Nothing is opened for it."""
        return self.address("page-1-240.webp")

    @property
    def whole_text(self) -> str:
        """The words of all pages as one plain text, where not all of them stand on the page."""
        told = sum(1 for leaf in self.leaves if leaf.text.strip())
        return self.address("text.txt") if told > len(self.spoken) or not self.leaves else ""

    @cached_property
    def texts(self) -> dict[int, dict[str, Any]]:
        """The words of its pages by number. Raises what the storage does where it is away."""
        made = self.made.get(TEXTS)
        if made is None or made.bytes > MOST_TEXT:
            return {}
        with derivatives().open(made.stored_name, "rb") as stored:
            said = json.load(stored)
        return {one["page"]: one for one in said["texts"]}

    def _texts(self) -> dict[int, dict[str, Any]]:
        try:
            return self.texts
        except (OSError, BotoCoreError, ClientError):
            return {}
