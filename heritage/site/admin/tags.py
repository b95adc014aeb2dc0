"""Tags that a form suggests: those of open things. A tag may tell what a closed thing is about."""

from __future__ import annotations

import operator
from functools import reduce
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from taggit.models import Tag

from heritage.records.things import kinds

LIMIT = 10


def tags_open_to(user: Any) -> Any:
    """Tags of at least one thing, published or not, that `user` may see, as a queryset."""
    used = [
        Q(Exists(through._default_manager.filter(tag=OuterRef("pk"), content_object__in=things)))
        for model in kinds().values()
        if (relation := getattr(model, "tagged_items", None)) is not None
        for through, things in [
            (relation.rel.related_model, model._default_manager.open_to(user))  # type: ignore[attr-defined]
        ]
    ]
    return Tag.objects.filter(reduce(operator.or_, used))


@require_safe
def suggested(request: HttpRequest, **_model: str) -> JsonResponse:
    """Names that begin as what was typed; in place of Wagtail's view, which asks nobody."""
    term = request.GET.get("term", "")
    found = tags_open_to(request.user).filter(name__istartswith=term).order_by("name")
    names = list(found.values_list("name", flat=True)[:LIMIT]) if term else []
    return JsonResponse(names, safe=False)
