"""Messages about whole files: their kind, their encoding, the shape of their table."""

_UNIKEY_VI = (
    "Hãy chuyển sang Unicode: mở Unikey, chọn “Công cụ” → “Chuyển mã” (Ctrl+Shift+F6), chọn "
    "nguồn “{source}”, đích “Unicode”, chuyển rồi dán lại vào bảng và tải lên lần nữa."
)
_UNIKEY_EN = (
    "Convert it to Unicode: open Unikey, choose “Công cụ” → “Chuyển mã” (Ctrl+Shift+F6), source "
    "“{source}”, target “Unicode”, paste the result back into the sheet and upload again."
)
_SAVE_VI = (
    "Hãy mở tệp bằng Excel, chọn “Lưu thành” (Save As), kiểu “CSV UTF-8 (Comma delimited)” hoặc "
    "“Excel Workbook (.xlsx)”, rồi tải lên lại."
)
_SAVE_EN = (
    "Open the file in Excel, choose Save As, type “CSV UTF-8 (Comma delimited)” or “Excel "
    "Workbook (.xlsx)”, then upload it again."
)
_SAVE_XLSX_VI = "Hãy mở tệp bằng Excel và lưu thành “Excel Workbook (.xlsx)”, rồi tải lên lại."
_SAVE_XLSX_EN = "Open it in Excel, save it as “Excel Workbook (.xlsx)”, then upload it again."


def _unikey(source: str) -> tuple[str, str]:
    return _UNIKEY_VI.replace("{source}", source), _UNIKEY_EN.replace("{source}", source)


def _legacy(font_vi: str, font_en: str, source: str) -> dict[str, tuple[str, str]]:
    """Return the messages about one font encoding: its letters inside UTF-8, and its bytes."""
    way_vi, way_en = _unikey(source)
    return {
        "": (
            f"Chữ được gõ bằng {font_vi}, không phải Unicode: “{{word}}” đúng ra là “{{meant}}”. "
            f"{way_vi}",
            f"The text was typed for {font_en}, not Unicode: “{{word}}” should read “{{meant}}”. "
            f"{way_en}",
        ),
        "_bytes": (
            f"Tệp được lưu theo {font_vi}, không phải Unicode (UTF-8). {way_vi}",
            f"The file is saved for {font_en}, not as Unicode (UTF-8). {way_en}",
        ),
    }


_TCVN3 = _legacy("phông TCVN3/ABC (.VnTime)", "a TCVN3/ABC font (.VnTime)", "TCVN3 (ABC)")
_VNI = _legacy("phông VNI (VNI-Times)", "a VNI font (VNI-Times)", "VNI Windows")

FILE_TEMPLATES: dict[str, tuple[str, str]] = {
    "file_empty": (
        "Tệp không có nội dung. Hãy kiểm tra lại tệp đã chọn và tải lên tệp có dữ liệu.",
        "The file is empty. Check that you chose the right file and upload one with data.",
    ),
    "file_too_large": (
        "Tệp lớn hơn {limit} MB. Hãy chia bảng thành nhiều tệp nhỏ hơn, xóa ảnh chèn trong bảng "
        "nếu có.",
        "The file is larger than {limit} MB. Split the sheet into smaller files and remove "
        "pictures placed in it.",
    ),
    "file_is_pdf": (
        "Đây là tệp PDF, không đọc được thành bảng. Hãy tải lên bảng Excel (.xlsx) hoặc CSV gốc.",
        "This is a PDF, which cannot be read as a table. Upload the original Excel (.xlsx) or "
        "CSV file.",
    ),
    "encoding_wide": (
        "Tệp được lưu ở dạng {encoding} (“Unicode Text”). " + _SAVE_VI,
        "The file is saved as {encoding} (“Unicode Text”). " + _SAVE_EN,
    ),
    "encoding_binary": (
        "Tệp không phải là văn bản (có thể là ảnh, âm thanh hoặc tệp hỏng). Hãy chọn tệp CSV hoặc "
        "Excel (.xlsx).",
        "The file is not text (perhaps a picture, a sound or a damaged file). Choose a CSV or "
        "Excel (.xlsx) file.",
    ),
    "encoding_windows1258_bytes": (
        "Tệp được lưu theo bảng mã Windows-1258, không phải UTF-8. " + _SAVE_VI,
        "The file is saved in Windows-1258, not UTF-8. " + _SAVE_EN,
    ),
    "encoding_tcvn3": _TCVN3[""],
    "encoding_tcvn3_bytes": _TCVN3["_bytes"],
    "encoding_vni": _VNI[""],
    "encoding_vni_bytes": _VNI["_bytes"],
    "encoding_double": (
        "Chữ bị mã hóa hai lần: “{value}” đúng ra là “{meant}”. Hãy lấy lại tệp gốc (trước khi mở "
        "và lưu nhầm bảng mã), hoặc nhập CSV vào Excel bằng “Dữ liệu” → “Từ văn bản/CSV”, chọn "
        "65001: Unicode (UTF-8), rồi lưu lại.",
        "The text was encoded twice: “{value}” should read “{meant}”. Go back to the original "
        "file, or load the CSV in Excel with Data → From Text/CSV as 65001: Unicode (UTF-8) and "
        "save it again.",
    ),
    "encoding_damaged": (
        "Tệp là UTF-8 nhưng có chữ bị hỏng, lần đầu ở dòng văn bản {line}. Hãy sửa chữ đó trong "
        "bảng gốc. " + _SAVE_VI,
        "The file is UTF-8 but has damaged letters, first on line {line} of the text. Correct "
        "them in the original sheet. " + _SAVE_EN,
    ),
    "encoding_unknown": (
        "Không nhận ra bảng mã của tệp, nên không nhập để tránh hỏng tên riêng. " + _SAVE_VI,
        "The encoding of the file is not recognised; it is refused so that no name is mangled. "
        + _SAVE_EN,
    ),
    "header_missing": (
        "Dòng 1 không có tên cột. Hãy xóa dòng trống hoặc dòng tiêu đề phía trên, để tên các cột "
        "ở dòng 1.",
        "Row 1 holds no column names. Remove blank or title rows above, so that the names are in "
        "row 1.",
    ),
    "header_empty": (
        "Cột thứ {position} không có tên. Hãy ghi tên cột ở dòng 1 hoặc xóa cột này.",
        "Column number {position} has no name. Write its name in row 1 or delete the column.",
    ),
    "header_repeated": (
        "Tên cột “{value}” có ở cả cột thứ {first} và cột thứ {position}. Hãy đổi tên hoặc xóa một "
        "cột.",
        "The column name “{value}” stands over columns {first} and {position}. Rename or delete "
        "one of them.",
    ),
    "too_many_columns": (
        "Bảng có {count} cột, nhiều hơn giới hạn {limit}. Hãy xóa các cột không dùng.",
        "The sheet has {count} columns, more than the limit of {limit}. Delete unused columns.",
    ),
    "too_many_rows": (
        "Bảng có hơn {limit} dòng. Hãy chia thành nhiều tệp và nhập từng tệp.",
        "The sheet has more than {limit} rows. Split it and import one file at a time.",
    ),
    "no_rows": (
        "Bảng chỉ có dòng tên cột, chưa có dữ liệu. Hãy điền từ dòng 2 rồi tải lên lại.",
        "The sheet has column names but no data. Fill it from row 2 and upload it again.",
    ),
    "row_too_long": (
        "Dòng có {count} ô nhưng bảng chỉ có {expected} cột. Hãy đặt nội dung có chứa dấu phân "
        "cách trong ngoặc kép; cách chắc nhất là lưu bảng thành .xlsx.",
        "The row has {count} cells but the table has {expected} columns. Put text that holds "
        "the separator in double quotes; saving the sheet as .xlsx is the surest way.",
    ),
    "row_too_short": (
        "Dòng chỉ có {count} ô trong khi bảng có {expected} cột. Hãy bổ sung ô còn thiếu, hoặc lưu "
        "bảng thành .xlsx.",
        "The row has only {count} cells but the table has {expected} columns. Add the missing "
        "cells, or save the sheet as .xlsx.",
    ),
    "quotes_unbalanced": (
        "Dấu ngoặc kép mở mà không đóng (hoặc đặt sai chỗ) từ dòng này, nên phần sau không đọc "
        "được. Hãy sửa ngoặc kép ở dòng này, hoặc lưu bảng thành .xlsx.",
        "From this row on a double quote is left open or misplaced, so the rest cannot be read. "
        "Correct the quotes in this row, or save the sheet as .xlsx.",
    ),
    "cell_too_long": (
        "Ô dài hơn {limit} ký tự, nhiều hơn một ô Excel chứa được. Hãy chia nội dung hoặc đưa vào "
        "tệp đính kèm.",
        "The cell is longer than {limit} characters, more than Excel can hold. Divide the text or "
        "attach it as a file.",
    ),
    "cell_outside_header": (
        "Có nội dung ở cột {letter}, ngoài {expected} cột có tên. Hãy ghi tên cột ở dòng 1 hoặc "
        "xóa nội dung đó.",
        "There is text in column {letter}, outside the {expected} named columns. Name the column "
        "in row 1 or delete the text.",
    ),
    "cell_is_formula": (
        "Ô {cell} chứa công thức {value} mà tệp không ghi kết quả. Hãy mở tệp bằng Excel hoặc "
        "LibreOffice rồi lưu lại, hoặc sao chép ô và “Dán đặc biệt” → “Giá trị” (Paste Special → "
        "Values).",
        "Cell {cell} holds the formula {value}, and the file does not say what it comes to. Open "
        "the file in Excel or LibreOffice and save it again, or copy the cell and use Paste "
        "Special → Values.",
    ),
    "cell_is_error": (
        "Ô báo lỗi của Excel: {value}. Hãy sửa công thức gốc và nhập giá trị đúng, hoặc để trống.",
        "The cell shows an Excel error: {value}. Correct it and enter the right value, or leave it "
        "empty.",
    ),
    "cells_merged": (
        "Trang “{sheet}” có ô gộp ({ranges}). Hãy chọn toàn bảng, bấm “Bỏ gộp ô” (Unmerge Cells) "
        "và điền giá trị vào từng dòng.",
        "Sheet “{sheet}” has merged cells ({ranges}). Select the table, choose Unmerge Cells and "
        "fill in every row.",
    ),
    "sheet_unknown": (
        "Không có trang “{value}” trong tệp. Các trang hiện có: {names}. Hãy chọn một trang này "
        "hoặc đổi tên trang.",
        "The file has no sheet “{value}”. It has: {names}. Choose one of these or rename the "
        "sheet.",
    ),
    "xls_old_format": (
        "Đây là tệp Office kiểu cũ (.xls, Excel 97–2003). " + _SAVE_XLSX_VI,
        "This is an old Office file (.xls, Excel 97–2003). " + _SAVE_XLSX_EN,
    ),
    "xlsx_encrypted": (
        "Tệp Excel được đặt mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu (Tệp → Thông tin "
        "→ Bảo vệ sổ làm việc), lưu và tải lên lại.",
        "The workbook has a password and cannot be read. Open it, remove the password (File → "
        "Info → Protect Workbook), save it and upload it again.",
    ),
    "xlsx_binary_workbook": (
        "Đây là tệp Excel nhị phân (.xlsb). " + _SAVE_XLSX_VI,
        "This is a binary workbook (.xlsb). " + _SAVE_XLSX_EN,
    ),
    "xlsx_is_ods": (
        "Đây là tệp LibreOffice (.ods). Hãy mở bằng LibreOffice và lưu thành “Excel 2007–365 "
        "(.xlsx)”, rồi tải lên lại.",
        "This is a LibreOffice file (.ods). Open it in LibreOffice, save it as “Excel 2007–365 "
        "(.xlsx)”, then upload it again.",
    ),
    "xlsx_not_a_workbook": (
        "Tệp không phải là bảng Excel (.xlsx), dù tên hoặc dạng tệp giống như vậy. Hãy mở bằng "
        "chương trình đã tạo ra tệp và lưu thành .xlsx.",
        "The file is not an Excel workbook (.xlsx), though its name or form looks like one. Open "
        "it in the program that made it and save it as .xlsx.",
    ),
    "xlsx_damaged": (
        "Tệp Excel bị hỏng hoặc không đúng chuẩn. Hãy mở bằng Excel (Excel sẽ đề nghị sửa), lưu "
        "thành tệp .xlsx mới và tải lên lại.",
        "The workbook is damaged or not built to the standard. Open it in Excel (which offers to "
        "repair it), save it as a new .xlsx file and upload that.",
    ),
    "xlsx_nested": (
        "Trong tệp Excel có nhúng tệp khác ({entry}). Hãy xóa tệp nhúng khỏi bảng rồi lưu lại.",
        "The workbook has another file inside it ({entry}). Delete the embedded file from the "
        "sheet and save it again.",
    ),
    "xlsx_bomb": (
        "Tệp Excel khi giải nén lớn bất thường nên không được mở. Hãy chép phần dữ liệu cần nhập "
        "sang một bảng mới và lưu lại.",
        "Unpacked, the workbook is abnormally large, so it was not opened. Copy the data into a "
        "new workbook and save that.",
    ),
    "xlsx_entities": (
        "Tệp Excel chứa khai báo XML không được phép (DOCTYPE), có thể gây hại. Hãy chép dữ liệu "
        "sang một bảng mới và lưu lại.",
        "The workbook holds a forbidden XML declaration (DOCTYPE) that may be harmful. Copy the "
        "data into a new workbook and save that.",
    ),
}
