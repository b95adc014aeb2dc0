"""How large an uploaded sheet may be. Far above what an office keeps, far below what hurts a
small server."""

MAX_FILE_BYTES = 20_000_000
"""Size of the uploaded file."""
MAX_ROWS = 100_000
"""Rows of one table, the header not counted."""
MAX_COLUMNS = 200
MAX_CELL_CHARACTERS = 32_767
"""What one cell can hold in Excel; longer text cannot come back from a spreadsheet."""

MAX_ZIP_ENTRIES = 2_000
MAX_ZIP_BYTES = 100_000_000
"""All entries of a workbook together, unpacked."""
MAX_ZIP_RATIO = 100
"""Unpacked to packed size of one large entry; sheets of real offices reach about 30."""
MIN_ZIP_RATIO_BYTES = 1_000_000
"""Entries smaller than this are not held to the ratio."""
MAX_XML_DEPTH = 100
"""Nesting of elements in a part of a workbook; sheets need about 8."""
MAX_XML_ELEMENTS = 3_000_000
"""Elements of all parts of a workbook together; a filled cell has two or three."""
MAX_SHEET_ROWS = 1_048_576
MAX_SHEET_COLUMNS = 16_384
"""The grid of an Excel worksheet (to XFD1048576); a reference outside it is forged."""
