"""What the index answers at once; what speaks against a return; how a case would end by the records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_signals"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = (
        migrations.AddField("case", "new_leads", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("case", "return_risk", models.CharField(max_length=10, blank=True, default="")),
        migrations.AddField("caseproposal", "outcome", models.CharField(max_length=24, blank=True, default="")),
        migrations.AddField("caseproposal", "evidence", models.JSONField(blank=True, default=list)),
        migrations.CreateModel(
            name="CaseLead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32)),
                ("source", models.CharField(max_length=16)),
                ("register", models.CharField(max_length=24)),
                ("supplier", models.CharField(max_length=40)),
                ("as_at", models.DateField()),
                ("says", models.TextField()),
                ("matched", models.TextField()),
                ("strength", models.CharField(max_length=6)),
                ("why_so_strong", models.CharField(max_length=200)),
                ("check_code", models.CharField(max_length=24)),
                ("outcome", models.CharField(max_length=20)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("la_code", models.CharField(blank=True, max_length=3)),
                ("urn", models.CharField(blank=True, max_length=6)),
                ("about", models.CharField(blank=True, max_length=64)),
                ("evidence", models.JSONField(default=list)),
                ("found_on", models.DateField()),
                ("found_by", models.CharField(max_length=40)),
                ("is_news", models.BooleanField(default=False)),
                ("seen_on", models.DateField(blank=True, null=True)),
                ("gone_on", models.DateField(blank=True, null=True)),
                ("decided", models.CharField(blank=True, max_length=10)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("because", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="casework.case"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads_decided",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="casework.enquiry"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "gone_on", "decided"], name="leads_by_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "key"), name="one_lead_of_a_kind_per_case"),
                    models.CheckConstraint(condition=Q(strength__in=["strong", "fair", "weak"]), name="lead_has_a_strength"),
                    models.CheckConstraint(
                        condition=Q(decided="", decided_by__isnull=True, decided_on__isnull=True, enquiry__isnull=True)
                        | Q(decided="used", enquiry__isnull=False, decided_by__isnull=False, decided_on__isnull=False)
                        | (
                            Q(decided="set_aside", enquiry__isnull=True, decided_by__isnull=False, decided_on__isnull=False)
                            & ~Q(because="")
                        ),
                        name="decided_lead_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=Q(gone_on__isnull=True) | Q(gone_on__gte=F("found_on")), name="lead_goes_after_it_came"
                    ),
                ],
            },
        ),
    )
