"""Jobs: one row for each original and recipe; and the files that came of them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_pipeline.models.originals import Original
from media_pipeline.recipes.book import RECIPES
from media_pipeline.recipes.recipe import Recipe
from media_pipeline.storing import derivative_name


class Job(models.Model):
    """Something to be made of an original, in the making, or made."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("đang chờ")
        RUNNING = "running", _("đang làm")
        DONE = "done", _("đã xong")
        FAILED = "failed", _("không làm được")

    original = models.ForeignKey(
        Original, verbose_name=_("bản gốc"), on_delete=models.CASCADE, related_name="jobs"
    )
    recipe = models.CharField(_("công thức"), max_length=20)
    version = models.PositiveSmallIntegerField(_("phiên bản"))
    """Of the recipe: what is made, or to be made, is of this one."""
    options = models.JSONField(_("tuỳ chọn"), default=dict)
    """What the recipe is told besides: focal point, credit, rights."""
    state = models.CharField(_("tình trạng"), max_length=7, choices=State, default=State.WAITING)
    failures = models.PositiveSmallIntegerField(_("số lần không được"), default=0)
    """A worker that is killed is none: what may bring a process down is done in another."""
    due_at = models.DateTimeField(_("làm từ lúc"), default=timezone.now)
    holder = models.UUIDField(null=True, editable=False)
    """Who is at it, by a number drawn for this one attempt."""
    held_until = models.DateTimeField(null=True, editable=False)
    """A holder who has been silent until then has lost it: it is somebody else's to take."""
    reason = models.CharField(_("lý do"), max_length=15, blank=True)
    """Of its failure: a `Reason`, or `broken` where the fault is not the file's."""
    detail = models.TextField(_("lời của bộ đọc"), blank=True)
    seconds = models.FloatField(_("số giây"), default=0)
    memory = models.BigIntegerField(_("bộ nhớ, byte"), default=0)
    learned = models.JSONField(default=dict)
    """What the recipe found out: a thumbhash, a loudness."""
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("việc")
        verbose_name_plural = _("việc")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["original", "recipe"], name="media_pipeline_job_once")
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="media_pipeline_job_next")]

    def __str__(self) -> str:
        return f"{self.original} → {self.recipe}"

    @property
    def told_recipe(self) -> Recipe:
        """The recipe as it is today."""
        return RECIPES[self.recipe]


class Derivative(models.Model):
    """One file that was made of an original; whatever no row names is no derivative."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=40)
    """Within its job: `640.avif`."""
    folder = models.CharField(max_length=48)
    """Of this making: see `storing.folder_of`."""
    media_type = models.CharField(max_length=100)
    bytes = models.BigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    page = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("bản dẫn xuất")
        verbose_name_plural = _("bản dẫn xuất")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["job", "name"], name="media_pipeline_derivative_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stored_name(self) -> str:
        """Where its bytes are in the storage of derivatives."""
        return derivative_name(self.job.original_id, self.folder, self.name)
