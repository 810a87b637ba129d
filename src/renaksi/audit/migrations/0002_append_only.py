"""The trail is append-only from the first event on."""

from django.db import migrations

from renaksi.audit.append_only import put_up, take_down


def forwards(apps, schema_editor):
    put_up(schema_editor.connection)


def backwards(apps, schema_editor):
    take_down(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
