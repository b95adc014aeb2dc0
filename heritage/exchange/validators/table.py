"""A table as people bring it: CSV or Excel in, header and rows of text out."""

from heritage.exchange.validators.csv_tables import read_csv
from heritage.exchange.validators.limits import MAX_FILE_BYTES
from heritage.exchange.validators.table_model import Row, Table, TableReading, refused
from heritage.exchange.validators.xlsx_tables import read_xlsx

__all__ = ["Row", "Table", "TableReading", "read_table"]

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")


def read_table(data: bytes, file: str, *, sheet: str | None = None) -> TableReading:
    """Read an uploaded table, whatever its name says: the content decides what it is.

    `file` is the name shown in problems; `sheet` names the sheet of a workbook (the first visible
    one otherwise). Never raises on any content.
    """
    if len(data) > MAX_FILE_BYTES:
        return refused(file, "file_too_large", limit=MAX_FILE_BYTES // 1_000_000)
    if data.startswith(_ZIP_MAGIC):
        return read_xlsx(data, file, sheet=sheet)
    if data.startswith(_OLE_MAGIC):
        # Names in an OLE directory are UTF-16; an encrypted .xlsx is an OLE file, too.
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        return refused(file, "xlsx_encrypted" if encrypted else "xls_old_format")
    if data.startswith(b"%PDF-"):
        return refused(file, "file_is_pdf")
    if file.lower().endswith((".xlsx", ".xlsm")):
        return refused(file, "xlsx_not_a_workbook")
    return read_csv(data, file)
