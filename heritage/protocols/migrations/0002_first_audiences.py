"""The two audiences that need no community: everybody, and nobody."""

from django.core.management.color import no_style
from django.db import migrations

PUBLIC, CLOSED = 1, 2


def create(apps, schema_editor):
    """Create both, and let the next number be a new one."""
    Audience = apps.get_model("protocols", "Audience")
    Audience.objects.create(pk=PUBLIC, mode="all", key="public")
    Audience.objects.create(pk=CLOSED, mode="all", key="closed")
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Audience]):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("protocols", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
