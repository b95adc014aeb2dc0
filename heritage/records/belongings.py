"""What belongs to one thing, and is seen by whoever may see that: its files.

The audience stands in a column of its own, so that a list can be narrowed by it, and is always that
of the thing: `heritage.records.access` and `holds` write both with one breath.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from heritage.protocols.models import Audience, AudienceField
from heritage.records.models import Identifier


class Belonging(models.Model):
    """A row that belongs to one thing in all its languages."""

    belongs_to = models.ForeignKey(
        Identifier, verbose_name=_("thuộc về"), on_delete=models.PROTECT, related_name="+"
    )
    audience = AudienceField(verbose_name=_("ai được xem"))

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new row is seen by those who may see its thing."""
        from heritage.records.access import take

        is_new = self._state.adding
        if is_new:
            # Closed until the thing has been asked, and whoever closes it meanwhile has ended.
            take(self.belongs_to_id)
            self.audience_id = Audience.CLOSED
        super().save(*args, **kwargs)
        if is_new:
            follow([self.belongs_to_id])
            self.refresh_from_db(fields=["audience"])

    @property
    def is_restricted(self) -> bool:
        """Whether it is meant for some only."""
        return self.audience_id != Audience.PUBLIC


def follow(identifiers: Iterable[str]) -> None:
    """Give what belongs to these things the audience they have now.

    What belongs to a thing that was removed keeps the audience it had: it may come back.
    """
    from heritage.records.access import originals_of

    wanted = list(identifiers)
    belonging = [model for model in apps.get_models() if issubclass(model, Belonging)]
    for model in belonging:
        rows = model._base_manager.filter(belongs_to__in=wanted)
        things = Identifier.objects.filter(pk__in=rows.values("belongs_to"))
        for thing in things:
            for audience in originals_of(thing).values_list("audience", flat=True):
                rows.filter(belongs_to=thing).update(audience=audience)
