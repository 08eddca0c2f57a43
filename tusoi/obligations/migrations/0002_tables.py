from django.db import migrations


class Migration(migrations.Migration):
    """Nothing: what was added here is made with the tables in 0001. The name stays for databases that applied it."""

    dependencies = [("obligations", "0001_tables")]
    operations = []
