"""A contact that was recorded by mistake is taken back, with a reason, and stays in the history."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [("casework", "0031_shared_work")]

    operations = [
        migrations.AddField(model_name="contact", name="taken_back_on", field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name="contact", name="taken_back_by", field=models.CharField(blank=True, max_length=150)),
        migrations.AddField(model_name="contact", name="taken_back_because", field=models.TextField(blank=True)),
    ]
