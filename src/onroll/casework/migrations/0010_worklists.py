"""Worklists, visits and messages."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from onroll.accounts.append_only import append_only


def fill_in_days_of_offers(apps: Any, schema_editor: Any) -> None:
    """Give the offers that wait now the day on which they were made, so that they climb like any other."""
    acts = apps.get_model("casework", "TransferAct").objects
    for case in apps.get_model("casework", "Case").objects.exclude(offered_to=""):
        offered = acts.filter(case=case, verb="offer").order_by("-id").first()
        if offered is not None:
            case.offered_on = offered.on
            asked = acts.filter(case=case, verb="ask", id__gt=offered.id).order_by("id").first()
            case.acknowledged_on = asked.on if asked is not None else None
            case.save(update_fields=["offered_on", "acknowledged_on"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_law_and_plans"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="DigestChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("often", models.CharField(max_length=8)),
                ("last_sent_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="EndingAudit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verdict", models.CharField(max_length=10)),
                ("because", models.TextField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="HomeVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=300)),
                ("second_visitor", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(max_length=40)),
                ("risk", models.TextField()),
                ("leaves_at", models.DateTimeField()),
                ("back_by", models.DateTimeField()),
                ("prepared_at", models.DateTimeField()),
                ("prepared_by", models.CharField(max_length=150)),
                ("checked_in_at", models.DateTimeField(blank=True, null=True)),
                ("checked_in_by", models.CharField(blank=True, max_length=150)),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("state", models.CharField(max_length=8)),
                ("said", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="NamedRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("told", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
            ],
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("address", models.CharField(max_length=300)),
                ("authority", models.CharField(max_length=3)),
                ("for_team", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Worklist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("authority", models.CharField(max_length=3)),
                ("for_team", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WorklistCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="acknowledged_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="offered_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="casechange",
            index=models.Index(fields=["by", "on"], name="changes_by_person_and_day"),
        ),
        migrations.AddIndex(
            model_name="casechange",
            index=models.Index(fields=["kind", "on"], name="changes_by_kind_and_day"),
        ),
        migrations.AddField(
            model_name="digestchoice",
            name="user",
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="digest", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="endingaudit",
            name="ending",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="audits", to="casework.caseending"),
        ),
        migrations.AddField(
            model_name="homevisit",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="casework.case"),
        ),
        migrations.AddField(
            model_name="homevisit",
            name="knows",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="visits_known_of", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="homevisit",
            name="visitor",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="visits", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name="jobrun",
            index=models.Index(fields=["name", "-id"], name="job_runs_by_name"),
        ),
        migrations.AddConstraint(
            model_name="jobrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["working", "done", "failed"])), name="job_run_has_a_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="namedrole",
            constraint=models.UniqueConstraint(fields=("authority", "told"), name="one_person_for_a_named_role"),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="saved_filters", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="worklist",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="worklists", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="worklistcase",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="worklist_entries", to="casework.case"),
        ),
        migrations.AddField(
            model_name="worklistcase",
            name="worklist",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="casework.worklist"),
        ),
        migrations.AddField(
            model_name="worklist",
            name="cases",
            field=models.ManyToManyField(related_name="worklists", through="casework.WorklistCase", to="casework.case"),
        ),
        migrations.AddConstraint(
            model_name="digestchoice",
            constraint=models.CheckConstraint(condition=models.Q(("often__in", ["daily", "weekly"])), name="digest_is_daily_or_weekly"),
        ),
        migrations.AddConstraint(
            model_name="endingaudit",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["stands", "doubtful"])), name="audit_has_a_known_verdict"
            ),
        ),
        migrations.AddIndex(
            model_name="homevisit",
            index=models.Index(condition=models.Q(("checked_in_at__isnull", True), ("outcome", "")), fields=["back_by"], name="visits_out"),
        ),
        migrations.AddConstraint(
            model_name="homevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("back_by__gt", models.F("leaves_at"))), name="visit_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="homevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("phone", ""), _negated=True), models.Q(("risk", ""), _negated=True)),
                name="visit_has_a_telephone_and_a_risk_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="homevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("recorded_at__isnull", True)),
                    models.Q(("outcome__in", ["seen", "not_seen", "no_access", "called_off"]), ("recorded_at__isnull", False)),
                    _connector="OR",
                ),
                name="recorded_visit_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("by", "name"), name="one_saved_filter_of_a_name"),
        ),
        migrations.AddConstraint(
            model_name="worklistcase",
            constraint=models.UniqueConstraint(fields=("worklist", "case"), name="a_case_once_on_a_worklist"),
        ),
        migrations.AddConstraint(
            model_name="worklist",
            constraint=models.UniqueConstraint(fields=("by", "name"), name="one_worklist_of_a_name"),
        ),
        append_only("casework_endingaudit"),
        migrations.RunPython(fill_in_days_of_offers, migrations.RunPython.noop),
    ]
