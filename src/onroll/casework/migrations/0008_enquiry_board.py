"""Enquiries by the hundred, broadcasts and files."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from onroll.accounts.append_only import append_only

NEVER_EDITED = ("chasinground", "chasedenquiry", "attachment", "attachmentwithdrawal")


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0007_leads"),
    ]

    operations = [
        migrations.AddField(
            model_name="enquiry",
            name="organisation",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150)),
                ("kind", models.CharField(max_length=8)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("words", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="casework.case")),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="casework.contact"
                    ),
                ),
                (
                    "ending",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="casework.caseending"
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="casework.enquiry"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="casework.note"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AttachmentWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "attachment",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="casework.attachment"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Broadcast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("episode", models.PositiveSmallIntegerField()),
                ("authority", models.CharField(max_length=3)),
                ("words", models.TextField(blank=True)),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "asked_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="broadcasts", to=settings.AUTH_USER_MODEL),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="broadcasts", to="casework.case")),
            ],
        ),
        migrations.CreateModel(
            name="BroadcastAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("proposed", models.JSONField(default=list)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=10)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("child_id", models.CharField(blank=True, max_length=64)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broadcast_answers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "broadcast",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="asked", to="casework.broadcast"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChasingRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "-id"], name="rounds_by_authority")],
            },
        ),
        migrations.CreateModel(
            name="ChasedEnquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.CharField(max_length=200)),
                ("enquiry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="chased", to="casework.enquiry")),
                (
                    "round",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="chased", to="casework.chasinground"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact__isnull", True), ("ending__isnull", True), ("note__isnull", True)),
                    models.Q(("ending__isnull", True), ("enquiry__isnull", True), ("note__isnull", True)),
                    models.Q(("contact__isnull", True), ("enquiry__isnull", True), ("note__isnull", True)),
                    models.Q(("contact__isnull", True), ("ending__isnull", True), ("enquiry__isnull", True)),
                    _connector="OR",
                ),
                name="file_belongs_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0), models.Q(("sha256", ""), _negated=True)), name="file_has_content"
            ),
        ),
        migrations.AddConstraint(
            model_name="broadcast",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)), fields=("case",), name="one_open_broadcast_of_a_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="broadcast",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_on__isnull", True)),
                    models.Q(("withdrawn_on__gte", models.F("asked_on")), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="withdrawn_broadcast_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="broadcastasked",
            index=models.Index(condition=models.Q(("answer", "")), fields=["authority", "broadcast"], name="open_broadcasts_by_asked"),
        ),
        migrations.AddConstraint(
            model_name="broadcastasked",
            constraint=models.UniqueConstraint(fields=("broadcast", "authority"), name="an_authority_asked_once"),
        ),
        migrations.AddConstraint(
            model_name="broadcastasked",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_by__isnull", True), ("answered_on__isnull", True)),
                    models.Q(
                        ("answer__in", ["known", "possibly", "not_known"]), ("answered_by__isnull", False), ("answered_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="broadcast_answer_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="broadcastasked",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["", "not_known"]), models.Q(("note", ""), _negated=True), _connector="OR"),
                name="known_child_is_described",
            ),
        ),
        migrations.AddConstraint(
            model_name="chasedenquiry",
            constraint=models.UniqueConstraint(fields=("round", "enquiry"), name="an_enquiry_once_in_a_round"),
        ),
        *[append_only(f"casework_{table}") for table in NEVER_EDITED],
    ]
