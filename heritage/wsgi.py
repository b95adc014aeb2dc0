"""What a WSGI server serves. Production settings, unless DJANGO_SETTINGS_MODULE says otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heritage.settings.base")

made_by_django = get_wsgi_application()

# After Django is set up.
from heritage.site.front_door import FrontDoor  # noqa: E402

application = FrontDoor(made_by_django)
