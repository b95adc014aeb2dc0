#!/usr/bin/env python
"""Django's command line, with the development settings unless the environment names others."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heritage.settings.development")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))  # the operator's settings: a sentence says more than a traceback
    except KeyboardInterrupt:
        sys.exit(130)
