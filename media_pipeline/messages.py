"""Why a file is not taken, and what to do, in words for whoever sent it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from media_pipeline.reasons import Reason

MESSAGES: dict[Reason, str | Promise] = {
    Reason.EMPTY: _(
        "Tệp rỗng, không có byte nào. Có thể tệp chưa được tải về máy (iCloud, Google Drive):"
        " hãy mở thử trên máy rồi gửi lại."
    ),
    Reason.TOO_BIG: _(
        "Tệp quá lớn. Hãy chia thành nhiều phần, hoặc nhờ quản trị viên đưa vào từ máy chủ."
    ),
    Reason.UNKNOWN: _(
        "Không nhận ra đây là loại tệp gì. Hãy mở bằng phần mềm đã tạo ra nó và lưu lại thành"
        " JPEG, PNG, TIFF, MP3, WAV, MP4 hoặc PDF."
    ),
    Reason.UNWANTED: _(
        "Đây là tệp %(found)s, kho không nhận loại này, dù tên tệp là gì. Kho nhận ảnh, âm thanh,"
        " phim, PDF và phụ đề WebVTT."
    ),
    Reason.TOO_MANY_PIXELS: _(
        "Ảnh mở ra quá lớn so với mức kho nhận. Hãy quét lại hoặc thu nhỏ rồi gửi lại."
    ),
    Reason.TRUNCATED: _(
        "Tệp bị cụt: phần cuối chưa được chép sang. Hãy chép lại từ máy ảnh, thẻ nhớ hoặc đĩa rồi"
        " gửi lại."
    ),
    Reason.DAMAGED: _(
        "Tệp bị hỏng, không đọc được đến hết. Hãy mở thử trên máy; nếu còn bản khác, hãy gửi bản"
        " ấy."
    ),
    Reason.ENCRYPTED: _(
        "Tệp có mật khẩu. Hãy mở bằng mật khẩu, lưu một bản không có mật khẩu rồi gửi bản ấy."
    ),
    Reason.ACTIVE: _(
        "Tệp có mã chạy được hoặc gọi đến nơi khác, nên kho không nhận. Hãy xuất hình vẽ thành PNG"
        " hoặc PDF rồi gửi lại."
    ),
    Reason.POLYGLOT: _(
        "Tệp này vừa là ảnh hoặc âm thanh vừa là một loại khác, thường là dấu hiệu của tệp độc hại."
        " Hãy mở và lưu lại thành tệp mới rồi gửi lại."
    ),
    Reason.NO_DECODER: _(
        "Kho chưa đọc được cách nén của tệp này. Hãy xuất lại thành MP4 (H.264), MP3, WAV hoặc"
        " JPEG."
    ),
    Reason.CRASHED: _(
        "Tệp làm bộ đọc dừng đột ngột. Hãy mở và lưu lại thành tệp mới, hoặc báo quản trị viên."
    ),
    Reason.TOO_SLOW: _("Đọc tệp này lâu quá mức cho phép. Hãy chia nhỏ, hoặc báo quản trị viên."),
    Reason.TOO_MUCH_MEMORY: _(
        "Mở tệp này cần nhiều bộ nhớ hơn mức cho phép. Hãy thu nhỏ, hoặc báo quản trị viên."
    ),
}


def message(reason: Reason, params: Mapping[str, Any]) -> str:
    """The text for `reason`, in the reader's language."""
    text = str(MESSAGES[reason])
    return text % {"found": "?", **params} if "%(" in text else text
