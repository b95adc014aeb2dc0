"""The form with which sheets are sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from heritage.exchange.models import Load
from heritage.exchange.validators.limits import MAX_FILE_BYTES

MAX_FILES = 30
MAX_TOTAL_BYTES = 60_000_000


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes more than one."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files, each within the limits."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files, or what is wrong with them."""
        sent = data if isinstance(data, (list, tuple)) else [data]
        files: list[UploadedFile[Any]] = [
            super(SeveralFilesField, self).clean(one, initial) for one in sent
        ]
        if len(files) > MAX_FILES:
            raise ValidationError(
                _("Mỗi lần gửi tối đa %(limit)s tệp. Hãy chia làm nhiều lần."),
                params={"limit": MAX_FILES},
            )
        for file in files:
            if (file.size or 0) > MAX_FILE_BYTES:
                raise ValidationError(
                    _("Tệp %(name)s lớn hơn %(limit)s MB. Hãy chia bảng thành nhiều tệp."),
                    params={"name": file.name, "limit": MAX_FILE_BYTES // 1_000_000},
                )
        if sum(file.size or 0 for file in files) > MAX_TOTAL_BYTES:
            raise ValidationError(
                _("Các tệp cộng lại lớn hơn %(limit)s MB. Hãy gửi làm nhiều lần."),
                params={"limit": MAX_TOTAL_BYTES // 1_000_000},
            )
        return files


class UploadForm(forms.Form):
    """Which files, and how their rows land."""

    files = SeveralFilesField(  # type: ignore[assignment]
        label=_("Bảng tính"),
        widget=SeveralFilesInput(attrs={"multiple": True, "accept": ".csv,.tsv,.xlsx"}),
        help_text=_("Tệp CSV hoặc XLSX, một hay nhiều tệp; tên tệp và thứ tự không quan trọng."),
    )
    landing = forms.ChoiceField(
        label=_("Nội dung mới sẽ là"),
        choices=Load.Landing.choices,
        initial=Load.Landing.DRAFT,
        widget=forms.RadioSelect,
        help_text=_("Xuất bản thì cần một lãnh đạo khác duyệt lần nạp này."),
    )
