"""A column that is compared by code point in every database."""

from typing import Any

from django.db import models


class CodePointField(models.CharField):  # type: ignore[type-arg]
    """Text whose order is that of its code points: keys of sorting, and beginnings looked for.

    SQLite does so by itself; PostgreSQL would follow the locale and ignore blanks and hyphens.
    """

    def db_parameters(self, connection: Any) -> Any:
        """The column's type, with the collation PostgreSQL needs."""
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
