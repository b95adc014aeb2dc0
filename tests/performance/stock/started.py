"""Importing this starts Django as the stock site, with an empty database in DATA_DIR."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.performance.stock.settings"
# Models on Wagtail's own need migrations, which nobody keeps.
MIGRATIONS = Path(os.environ["DATA_DIR"]) / "stock_migrations"
MIGRATIONS.mkdir(exist_ok=True)
(MIGRATIONS / "__init__.py").touch()
sys.path.insert(0, str(MIGRATIONS.parent))
django.setup()
call_command("makemigrations", "stock", verbosity=0)
call_command("migrate", verbosity=0)
