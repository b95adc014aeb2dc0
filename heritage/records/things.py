"""What every page and record of the archive has: identifier, audience, told text, facts, history.

Told text is written once for each language, as Wagtail translations of one thing. Everything else
is a fact: one for all languages. The Vietnamese row is the original. Facts held in columns are
carried to the translations whenever any of them is saved; facts held in child rows (people, places,
editions, tags) stand at the original only, and translations read them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import (
    ClusterableModel,
    get_all_child_m2m_relations,
    get_all_child_relations,
)
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    Page,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from heritage.protocols.audiences import may_see, visible_to
from heritage.protocols.models import Audience, AudienceField
from heritage.records.access import share_audience, take
from heritage.records.fields import SortKeyField
from heritage.records.holds import hold_again
from heritage.records.models import Identifier
from heritage.records.removed import without_removed
from search.analysis.folding import fold
from search.analysis.slugs import slugify
from search.analysis.sorting import sort_key

BOOKKEEPING_MIXINS = (DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin)


def bookkeeping() -> set[str]:
    """Names of the columns that belong to one row: neither told text nor a fact about the thing."""
    mixed_in = {f.name for mixin in BOOKKEEPING_MIXINS for f in mixin._meta.local_fields}
    return mixed_in | {"id", "page_ptr", "owner", "sort_key", "folded"}


def original_locale() -> Locale:
    """The language in which everything is first told: Vietnamese."""
    return Locale.get_default()


class HeritageQuerySetMixin:
    """Filters shared by pages and records."""

    def originals(self) -> Self:
        """Rows in Vietnamese: one for each thing, whatever the number of its languages."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)  # type: ignore[attr-defined]

    def open_to(self, user: Any) -> Self:
        """Rows, published or not, that `user` may see."""
        return self.filter(visible_to(user))  # type: ignore[attr-defined]

    def restricted(self, yes: bool = True) -> Self:
        """Rows that are not for everybody; or, with `yes` False, those that are."""
        public = models.Q(audience=Audience.PUBLIC)
        return self.filter(~public if yes else public)  # type: ignore[attr-defined]

    def for_everybody(self) -> Self:
        """Published rows, in every language, of things that are published and not restricted."""
        model = self.model  # type: ignore[attr-defined]
        originals = model._base_manager.filter(
            locale__language_code=settings.LANGUAGE_CODE, live=True, audience=Audience.PUBLIC
        )
        public = self.filter(identifier__in=originals.values("identifier"))  # type: ignore[attr-defined]
        return cast("Self", public.filter(live=True))

    def shown_to(self, user: Any) -> Self:
        """Published rows that `user` may see."""
        return self.filter(visible_to(user), live=True)  # type: ignore[attr-defined]


class HeritageQuerySet(HeritageQuerySetMixin, models.QuerySet):  # type: ignore[type-arg]
    """Records."""


if TYPE_CHECKING:
    # Wagtail carries no types: with a base of its own, what its mixins bring is not asked after.
    class Row(TranslatableMixin, models.Model):
        """A row that Wagtail's mixins complete."""

        class Meta:
            abstract = True
else:
    Row = models.Model


class MachineUse(models.TextChoices):
    """What machines may not do with a thing, by the word of whom it belongs to."""

    UNSAID = "", _("không có yêu cầu riêng")
    NO_TRAINING = "no_training", _("không dùng để huấn luyện máy")
    NO_BULK_COPY = "no_bulk_copy", _("không sao chép hàng loạt")
    NEITHER = "neither", _("không huấn luyện máy, không sao chép hàng loạt")


class HeritageObject(Row):
    """The mixin of all pages and records."""

    kind: ClassVar[str]
    """The word for this kind in addresses of the API, sheets and identifiers: `festival`."""
    told_fields: ClassVar[tuple[str, ...]] = ("title",)
    """Names of the fields written once for each language; all others are facts."""

    identifier = models.ForeignKey(
        Identifier,
        verbose_name=_("mã vĩnh viễn"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    audience = AudienceField(verbose_name=_("ai được xem"))
    sources = models.TextField(
        _("nguồn"),
        blank=True,
        help_text=_("Sách, báo, quyết định hoặc người kể: điều gì giúp người khác tìm lại được."),
    )
    warns_of_name = models.BooleanField(
        _("nêu tên người đã mất"),
        default=False,
        help_text=_("Người xem được hỏi trước khi mở."),
    )
    warns_of_voice = models.BooleanField(
        _("có tiếng nói hoặc hình ảnh người đã mất"),
        default=False,
        help_text=_("Người xem được hỏi trước khi mở."),
    )
    warns_of_sacred = models.BooleanField(
        _("có hình ảnh thiêng"),
        default=False,
        help_text=_("Người xem được hỏi trước khi mở."),
    )
    machine_use = models.CharField(
        _("máy được dùng thế nào"),
        max_length=16,
        choices=MachineUse,
        default=MachineUse.UNSAID,
        blank=True,
        help_text=_("Lời dặn của cộng đồng với những ai cho máy đọc kho này."),
    )
    needs_check = models.TextField(
        _("cần kiểm tra"),
        blank=True,
        help_text=_("Ghi chú nội bộ về điều chưa chắc; không bao giờ hiện ra trang công chúng."),
    )
    sort_key = SortKeyField(max_length=300, blank=True, editable=False, db_index=True)
    folded = models.CharField(max_length=300, blank=True, editable=False)
    """What an officer's own lists and choosers search: the title without marks and capitals."""

    exclude_fields_in_copy: ClassVar[list[str]] = ["identifier"]
    told: Self
    """The row whose text the reader is shown; set by `heritage.records.telling.tell`."""

    class Meta:
        abstract = True

    def may_be_read_by(self, user: Any) -> bool:
        """Whether the thing is published, whatever its translations, and `user` may see it."""
        return self.original.live and may_see(user, self.original.audience_id)

    @property
    def is_restricted(self) -> bool:
        """Whether it is meant for some only."""
        return self.audience_id != Audience.PUBLIC

    def reading_context(self) -> dict[str, Any]:
        """What the template of a thing's own page is given: the facts, and the row that tells."""
        return {"thing": self.original, "told": self}

    def set_title_keys(self) -> None:
        """Keep the keys by which the title is sorted and found."""
        self.sort_key = sort_key(self.title, self.sorting_language())[:300]
        self.folded = fold(self.title)[:300]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, with an identifier; then carry the facts to the other languages."""
        if self.identifier_id is None:
            self._take_identifier()
        # The identifier before the rows, as whoever closes the thing does: so neither waits for
        # the other, and no language is written beside what is being closed.
        take(self.identifier_id)
        self.set_title_keys()
        if not self.is_original:
            for name in self.fact_relations():
                setattr(self, name, [])
        if (names := kwargs.get("update_fields")) is not None and "title" in names:
            kwargs["update_fields"] = {*names, "sort_key", "folded"}
        is_new = self._state.adding
        result = super().save(*args, **kwargs)
        self._carry_facts(kwargs.get("update_fields"))
        if is_new:
            if not self.is_original:
                share_audience(type(self), [self.identifier_id])
            hold_again([self.identifier_id])
            self.refresh_from_db(fields=["audience"])
        return result

    @classmethod
    def fact_fields(cls) -> list[models.Field[Any, Any]]:
        """Columns that are one for all languages.

        The audience is one for all, too, but nobody's to write: see `AudienceField`.
        """
        aside = bookkeeping() | set(cls.told_fields) | {"audience"}
        return [f for f in cls._meta.concrete_fields if f.model is cls and f.name not in aside]

    @classmethod
    def fact_relations(cls) -> list[str]:
        """Names of the child relations, which stand at the original only."""
        inherited = {r.get_accessor_name() for r in get_all_child_relations(Page)}
        names = [r.get_accessor_name() for r in get_all_child_relations(cls)]
        names += [field.name for field in get_all_child_m2m_relations(cls)]
        return [name for name in names if name not in inherited]

    @property
    def is_original(self) -> bool:
        """Whether this is the Vietnamese row."""
        return self.locale_id is None or self.locale.language_code == settings.LANGUAGE_CODE

    @cached_property
    def original(self) -> Self:
        """The Vietnamese row, which holds the facts."""
        if self.is_original:
            return self
        return self.get_translation_or_none(original_locale()) or self

    @property
    def slug_with_identifier(self) -> str:
        """The last part of a record's address: readable, and right after any renaming."""
        return f"{slugify(self.title)}-{self.identifier_id}"

    def sorting_language(self) -> str:
        """The language whose alphabet orders the title."""
        return self.locale.language_code if self.locale_id else original_locale().language_code

    def all_rows(self) -> models.QuerySet[Any]:
        """The rows of this thing in all languages, this one among them."""
        rows: Any = type(self)._base_manager
        return rows.filter(translation_key=self.translation_key)

    def _take_identifier(self) -> None:
        known = self.all_rows().values_list("identifier_id", flat=True).first()
        if known is None:
            self.identifier = Identifier.objects.mint(self.kind, self.title)
        else:
            self.identifier_id = known

    def _carry_facts(self, update_fields: set[str] | None) -> None:
        facts = {f.attname: getattr(self, f.attname) for f in self.fact_fields()}
        if update_fields is not None:
            facts = {name: value for name, value in facts.items() if name in update_fields}
        if facts:
            self.all_rows().exclude(pk=self.pk).update(**facts)
        if self.is_original and (update_fields is None or "title" in update_fields):
            Identifier.objects.filter(pk=self.identifier_id).exclude(title=self.title).update(
                title=self.title
            )

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A draft as an object, without what has been removed since it was written.

        A translation's draft never brings facts of its own.
        """
        draft: Self = super().with_content_json(without_removed(type(self), content))
        draft.identifier_id, draft.audience_id = self.identifier_id, self.audience_id
        if not self.is_original:
            names = [field.attname for field in self.fact_fields()]
            row = self.all_rows().filter(pk=self.original.pk).values(*names).get()
            for name, value in row.items():
                setattr(draft, name, value)
        return draft


class HeritageRecord(
    HeritageObject,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """What is held in tens of thousands."""

    title = models.CharField(_("tên gọi"), max_length=255)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người tạo"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = models.Manager.from_queryset(HeritageQuerySet)()

    class Meta(TranslatableMixin.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["identifier", "locale"], name="%(app_label)s_%(class)s_told_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The template of its public page."""
        return f"site/{self.kind}.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What its public page is given."""
        return super().get_preview_context(request, mode_name) | self.reading_context()


def kinds() -> dict[str, type[HeritageObject]]:
    """Every kind of page and record the archive holds, by its word."""
    return {m.kind: m for m in apps.get_models() if issubclass(m, HeritageObject)}
