"""The description of the API: OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.1.

What is said here is held by a test against real answers, and the names and bounds are those of the
code that reads them.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from heritage.records.things import MachineUse
from heritage.site.api.limits import LIMITS
from heritage.site.api.parameters import (
    FACET_NAMES,
    LANGUAGES,
    LONGEST_CURSOR,
    MOST_BY_PAGE,
    MOST_PAGES,
    MOST_SIZE,
    SIZE,
    SORTS,
)
from heritage.site.api.problems import MEDIA_TYPE, RETRY
from heritage.site.reader import PUBLIC_KINDS
from heritage.site.search.asking import MOST_VALUES
from search import cursors
from search.analysis.query import MOST_CHARACTERS
from search.cursors import Cursor, Key

Json = dict[str, Any]

AFTER = f"{cursors.written(Cursor(1, Key(0, -80, 'b5h7k2m')))}.relevance"
FACET_WORDS = {
    "type": ("The kind, or one sort of it.", "festival"),
    "people": ("A people, by the last part of its address.", "khmer"),
    "place": (
        "A province of today, a commune in it, or a province of before the mergers.",
        "vinh-long",
    ),
    "topic": ("A term of a vocabulary.", "custom-theme:craft"),
    "period": ("A century, or a decade in it.", "19/195"),
    "month": ("The month of the solar year in which it usually is.", "10"),
    "language": ("A language spoken or written in it (ISO 639).", "km"),
    "media": ("What there is to be seen or heard.", "audio"),
    "rights": ("A rights statement, by its code.", "cc_by"),
    "tag": ("A tag, in Vietnamese.", "ngũ âm"),
}


def described() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Search of the living archive of the peoples of Vietnam",
            "summary": "What the public may see of festivals, customs, items, stories and words.",
            "description": (
                "Read only, without a key. Words are found with and without their marks, in every "
                "language of a record; other names of peoples find each other. Nothing that is "
                "closed to whoever asks is in any answer, total or facet.\n\n"
                f"One address may ask for {LIMITS['search']} searches and {LIMITS['suggest']} "
                "suggestions a minute. Answers have an ETag.\n\n"
                "Each result says what its community asks: `labels` in its own words, and "
                "`machine_use` for programs. Whoever passes a record on passes these on as well."
            ),
            "version": settings.VERSION,
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            "/search": {"get": _search()},
            "/suggest": {"get": _suggest()},
            "/openapi.json": {"get": _itself()},
        },
        "components": {"schemas": _schemas()},
    }


def _search() -> Json:
    return {
        "operationId": "search",
        "summary": "Find records",
        "description": (
            "Without words and choices: everything, the weightiest first. Where fewer than ten "
            "records hold all words, those that hold most of them follow; they carry "
            "`partial: true` and are not counted in `total`."
        ),
        "parameters": [
            _parameter(
                "q",
                'Words: `lễ hội`, `"đua bò"` side by side, `-lân` without, `Khmer OR Chăm`, `hội*` '
                "beginning so, `people:hre`, `year:1975-1980`, `title:…`.",
                {"type": "string", "maxLength": MOST_CHARACTERS, "default": ""},
                "le hoi",
            ),
            *(_facet_parameter(name) for name in FACET_NAMES),
            _language(),
            _parameter(
                "page",
                f"From 1 to {MOST_PAGES}, and not beyond {MOST_BY_PAGE} results: further on follow "
                "`next`.",
                {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1},
                2,
            ),
            _size(MOST_SIZE, SIZE),
            _parameter(
                "sort",
                "The order. `relevance` of no words is the weight of the kind.",
                {"type": "string", "enum": list(SORTS), "default": "relevance"},
                "newest",
            ),
            _parameter(
                "after",
                "What comes after a page, as its `next` has it, with the same `sort` and `lang`; "
                "not together with `page`.",
                {"type": "string", "maxLength": LONGEST_CURSOR},
                AFTER,
            ),
        ],
        "responses": {
            "200": _answer("Results", EXAMPLE),
            **_problems("page", "Pages end after 1000 results."),
            "503": _problem(
                "The index is out of reach: there are no answers by titles alone, whose totals "
                "would mean something else.",
                {
                    "type": "about:blank",
                    "title": "Service Unavailable",
                    "status": 503,
                    "detail": "The search index cannot be reached at the moment.",
                    "remedy": f"Ask again after {RETRY} seconds.",
                    "instance": "/api/v1/search",
                },
                retry=True,
            ),
        },
    }


def _suggest() -> Json:
    return {
        "operationId": "suggest",
        "summary": "Titles that begin so",
        "description": (
            "At any of their words, without marks, one for each record; whole titles before parts "
            "of them. It answers while the index is out of reach."
        ),
        "parameters": [
            _parameter(
                "q",
                "What somebody has typed so far.",
                {"type": "string", "minLength": 1, "maxLength": MOST_CHARACTERS},
                "le h",
                required=True,
            ),
            _language(),
            _size(20, 8),
        ],
        "responses": {
            "200": _answer(
                "Suggestions",
                {
                    "q": "le h",
                    "suggestions": [
                        {
                            "id": "b5h7k2m",
                            "type": "festival",
                            "type_label": "Lễ hội",
                            "title": "Lễ hội Ok Om Bok",
                            "lang": "vi",
                            "url": "https://di-san.example.vn/le-hoi/le-hoi-ok-om-bok/",
                        }
                    ],
                },
            ),
            **_problems("q", "Nothing is asked for."),
        },
    }


def _itself() -> Json:
    return {
        "operationId": "description",
        "summary": "This description",
        "responses": {
            "200": {
                "description": "OpenAPI 3.1",
                "content": {
                    "application/json": {
                        "schema": {"type": "object", "required": ["openapi", "info", "paths"]},
                        "example": {"openapi": "3.1.1", "info": {}, "paths": {}},
                    }
                },
            },
            **_problems("lang", "There is no such choice."),
        },
    }


def _parameter(name: str, told: str, schema: Json, example: Any, *, required: bool = False) -> Json:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": told,
        "schema": schema,
        "example": example,
    }


def _facet_parameter(name: str) -> Json:
    told, example = FACET_WORDS[name]
    schema = {"type": "array", "items": {"type": "string"}, "maxItems": MOST_VALUES}
    return _parameter(
        name,
        f"{told} May be given several times: any of them will do. The most frequent values "
        f"stand in `facets.{name}` of answers.",
        schema,
        [example],
    ) | {"style": "form", "explode": True}


def _language() -> Json:
    return _parameter(
        "lang",
        "Of titles, labels and addresses. What is not told in it is told in Vietnamese.",
        {"type": "string", "enum": list(LANGUAGES), "default": settings.LANGUAGE_CODE},
        "en",
    )


def _size(most: int, default: int) -> Json:
    return _parameter(
        "size",
        "How many at a time.",
        {"type": "integer", "minimum": 1, "maximum": most, "default": default},
        most,
    )


def _answer(schema: str, example: Json) -> Json:
    return {
        "description": "What was found",
        "headers": {
            "ETag": {
                "description": "Send it as If-None-Match: 304 says that nothing has changed.",
                "schema": {"type": "string"},
                "example": '"5d41402abc4b2a76b9719d911017c592"',
            },
            "Cache-Control": {
                "description": "How long the answer may be used without asking again.",
                "schema": {"type": "string"},
                "example": "private, max-age=30, must-revalidate",
            },
        },
        "content": {
            "application/json": {
                "schema": {"$ref": f"#/components/schemas/{schema}"},
                "example": example,
            }
        },
    }


def _problems(parameter: str, detail: str) -> Json:
    body = {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": detail,
        "remedy": "What to do instead.",
        "instance": "/api/v1/search",
        "parameter": parameter,
    }
    often = {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "More than 600 requests within a minute came from this address.",
        "remedy": "Wait 12 seconds.",
        "instance": "/api/v1/search",
    }
    return {
        "400": _problem("A parameter cannot be read; `parameter` names it.", body),
        "429": _problem("Too many requests from one address.", often, retry=True),
    }


def _problem(told: str, example: Json, *, retry: bool = False) -> Json:
    answer: Json = {
        "description": told,
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
        },
    }
    if retry:
        answer["headers"] = {
            "Retry-After": {
                "description": "Seconds.",
                "schema": {"type": "integer"},
                "example": 12,
            }
        }
    return answer


STRING = {"type": "string"}
LANG = {"type": "string", "description": "BCP 47"}
URL = {"type": "string", "format": "uri"}


def _either(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _whole(properties: Json, optional: tuple[str, ...] = (), told: str = "") -> Json:
    found: Json = {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }
    return found | ({"description": told} if told else {})


def _list(of: str) -> Json:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


def _schemas() -> Json:
    kind = {"type": "string", "enum": sorted(PUBLIC_KINDS)}
    return {
        "Results": _whole(
            {
                "q": STRING,
                "page": {"type": ["integer", "null"], "description": "null after a cursor"},
                "size": {"type": "integer"},
                "total": {
                    "type": "integer",
                    "description": "Records that hold all words, on all pages.",
                },
                "meant": {
                    "type": "array",
                    "items": STRING,
                    "description": "What may have been meant, where no record holds all words; "
                    "partial results, and pages that follow, are those of the first.",
                },
                "results": _list("Result"),
                "facets": {
                    "type": "object",
                    "propertyNames": {"enum": list(FACET_NAMES)},
                    "additionalProperties": _list("Option"),
                },
                "next": _either(URL | {"description": "The page after this one."}),
            }
        ),
        "Result": _whole(
            {
                "id": {"type": "string", "pattern": "^[0-9a-z]{7}$"},
                "type": kind,
                "title": STRING,
                "lang": LANG,
                "url": URL,
                "permanent_url": URL,
                "summary": _either(
                    _whole({"text": STRING, "lang": LANG})
                    | {"description": "null where there is none, or a warning stands before it"}
                ),
                "highlights": _list("Highlight"),
                "people": _list("People"),
                "thumbnail": _either({"$ref": "#/components/schemas/Picture"}),
                "has_warning": {
                    "type": "boolean",
                    "description": "Readers are asked before its page is opened.",
                },
                "machine_use": _either({"$ref": "#/components/schemas/MachineUse"}),
                "labels": _list("Label"),
                "partial": {
                    "type": "boolean",
                    "description": "It holds only some of the words, and is not counted.",
                },
            }
        ),
        "Highlight": _whole(
            {
                "in": {"type": "string", "enum": ["title", "name", "text", "file"]},
                "html": {"type": "string", "description": "Escaped, but for `<mark>`."},
                "lang": {"type": ["string", "null"]},
                "file": STRING,
                "seconds": {"type": "number"},
                "page": {"type": "integer"},
            },
            ("file", "seconds", "page"),
        ),
        "People": _whole({"id": STRING, "value": STRING, "title": STRING, "url": URL}),
        "Picture": _whole(
            {
                "url": URL,
                "width": {"type": "integer"},
                "height": {"type": "integer"},
                "alt": STRING,
                "credit": STRING,
                "rights": _either(URL),
            }
        ),
        "MachineUse": _whole(
            {
                "code": {"type": "string", "enum": [x for x in MachineUse.values if x]},
                "text": STRING,
            },
            told="What the community asks of programs that read the record.",
        ),
        "Label": _whole(
            {
                "community": STRING,
                "local_contexts": _either(URL),
                "texts": {
                    "type": "array",
                    "items": _whole({"lang": LANG, "name": STRING, "text": STRING}),
                },
            },
            told="What a community asks of everybody, its own language first.",
        ),
        "Option": _whole(
            {
                "value": {"type": "string", "description": "For the parameter of the facet."},
                "label": STRING,
                "count": {"type": "integer"},
                "chosen": {"type": "boolean"},
            }
        ),
        "Suggestions": _whole({"q": STRING, "suggestions": _list("Suggestion")}),
        "Suggestion": _whole(
            {
                "id": STRING,
                "type": kind,
                "type_label": STRING,
                "title": STRING,
                "lang": LANG,
                "url": URL,
            }
        ),
        "Problem": _whole(
            {
                "type": STRING,
                "title": STRING,
                "status": {"type": "integer"},
                "detail": {"type": "string", "description": "What is wrong."},
                "remedy": {"type": "string", "description": "What to do."},
                "instance": STRING,
                "parameter": {"type": "string", "description": "The one that is wrong."},
            },
            ("parameter",),
            "RFC 9457",
        ),
    }


EXAMPLE: Json = {
    "q": "le hoi",
    "page": 1,
    "size": 1,
    "total": 42,
    "meant": [],
    "results": [
        {
            "id": "b5h7k2m",
            "type": "festival",
            "title": "Lễ hội Ok Om Bok",
            "lang": "vi",
            "url": "https://di-san.example.vn/le-hoi/le-hoi-ok-om-bok/",
            "permanent_url": "https://di-san.example.vn/id/b5h7k2m",
            "summary": {"text": "Lễ cúng trăng của người Khmer Nam Bộ.", "lang": "vi"},
            "highlights": [
                {"in": "title", "html": "<mark>Lễ</mark> <mark>hội</mark> Ok Om Bok", "lang": None}
            ],
            "people": [
                {
                    "id": "c3d4f5g",
                    "value": "khmer",
                    "title": "Khmer",
                    "url": "https://di-san.example.vn/dan-toc/khmer/",
                }
            ],
            "thumbnail": None,
            "has_warning": False,
            "machine_use": {"code": "no_training", "text": "không dùng để huấn luyện máy"},
            "labels": [
                {
                    "community": "Cộng đồng Khmer",
                    "local_contexts": "https://localcontexts.org/label/tk-attribution/",
                    "texts": [{"lang": "vi", "name": "Xin nêu tên phum", "text": "Khi dùng lại …"}],
                }
            ],
            "partial": False,
        }
    ],
    "facets": {
        "type": [{"value": "festival", "label": "Lễ hội", "count": 42, "chosen": False}],
    },
    "next": f"https://di-san.example.vn/api/v1/search?q=le+hoi&size=1&after={AFTER}",
}
