"""What is found of a thing, said once next to its model; `heritage.site.indexing` carries it out.

Title, identifiers, sources, tags, peoples, places and files are those of every thing, and need no
word. A thing that is not published has no document, whatever is said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from heritage.records.things import HeritageObject


@dataclass(frozen=True)
class Projection:
    """What a search document of one kind is. All names are of fields of the model."""

    model: type[HeritageObject]
    weight: int = 0
    """Of equally good hits those of the kind with the higher weight come first."""
    leads: bool = False
    """Whether it comes first of all that belongs to a people or place, where only that is asked
    for."""
    names: tuple[str, ...] = ()
    """Beside its title; several in one field are divided by semicolons."""
    child_names: Mapping[str, str] = field(default_factory=dict)
    """Child relations, and the property of the thing that gives those of their names that may be
    shown."""
    codes: tuple[str, ...] = ()
    """Numbers it is known by elsewhere."""
    texts: tuple[str, ...] = ()
    """In the order in which they stand on its page. The first says what it is about."""
    child_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Child relations with the texts in their rows."""
    language: str = ""
    """The field with the language (BCP 47) of its title and of `native_texts`."""
    native_texts: tuple[str, ...] = ()
    """Texts in that language, the same for all readers."""
    division: str = ""
    """The field by which its type is divided once more: a photograph is an item."""
    topics: tuple[str, ...] = ()
    """Fields that name a term of a vocabulary."""
    rights: str = ""
    languages: str = ""
    date: str = ""
    """A day, or a text in EDTF."""
    months: str = ""
    price: str = ""
    linked: tuple[str, ...] = ()
    """What it is found by the names of: foreign keys, and child relations with the field in their
    rows (`custom_links.custom`) that name other things, or their permanent identifiers."""
    place: str = ""
    """The one place of a thing that has no list of places."""
