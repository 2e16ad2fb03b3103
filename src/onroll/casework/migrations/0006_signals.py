"""Referrals, returns and authorities' own lists."""

import django.db.models.deletion
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_ending_waits"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseholdCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("episode", models.PositiveSmallIntegerField()),
                ("other_child_id", models.CharField(max_length=64)),
                ("same_surname", models.BooleanField()),
                ("found", models.CharField(max_length=12)),
                ("words", models.CharField(max_length=400)),
                ("run_id", models.CharField(max_length=40)),
                ("checked_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="JointEnquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("school", models.CharField(max_length=32)),
                ("school_name", models.CharField(max_length=200)),
                ("authority", models.CharField(max_length=3)),
                ("ground", models.CharField(max_length=1)),
                ("pupil", models.CharField(max_length=300)),
                ("date_of_birth", models.DateField()),
                ("upn", models.CharField(blank=True, max_length=13)),
                ("last_attended_on", models.DateField(blank=True, null=True)),
                ("began_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("completed_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="JointEnquiryPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(max_length=9)),
                ("checks", models.JSONField(default=list)),
                ("found", models.CharField(blank=True, max_length=16)),
                ("steps_considered", models.TextField(blank=True)),
                ("signed", models.BooleanField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="OwnListEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("record", models.CharField(max_length=300)),
                ("as_at", models.DateField()),
                ("opened_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("run_id", models.CharField(max_length=40)),
                ("taken_in_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=12)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("sent_by_kind", models.CharField(blank=True, max_length=12)),
                ("sent_by_code", models.CharField(blank=True, max_length=32)),
                ("referrer", models.CharField(max_length=200)),
                ("relation", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=300)),
                ("because", models.TextField()),
                ("details", models.JSONField(default=dict)),
                ("received_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("acknowledged_by", models.CharField(blank=True, max_length=150)),
                ("acknowledged_how", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="ReturnFollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=12)),
                ("words", models.TextField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
            ],
        ),
        migrations.CreateModel(
            name="SchoolReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("school", models.CharField(max_length=32)),
                ("school_name", models.CharField(max_length=200)),
                ("authority", models.CharField(max_length=3)),
                ("pupil", models.CharField(max_length=300)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                ("child_id", models.CharField(blank=True, max_length=64)),
                ("ground", models.CharField(blank=True, max_length=1)),
                ("deleted_on", models.DateField()),
                ("said", models.JSONField(default=dict)),
                ("stands", models.BooleanField()),
                ("problems", models.JSONField(default=list)),
                ("route", models.CharField(blank=True, max_length=60)),
                ("next_words", models.CharField(max_length=600)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("shielded", models.BooleanField(default=False)),
                ("received_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
            ],
        ),
        migrations.CreateModel(
            name="ToldChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64, unique=True)),
                ("surname", models.CharField(blank=True, max_length=100)),
                ("forename", models.CharField(blank=True, max_length=100)),
                ("former_surname", models.CharField(blank=True, max_length=100)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("address_line_1", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("parent_name", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("upn", models.CharField(blank=True, max_length=13)),
                ("nhs_number", models.CharField(blank=True, max_length=12)),
                ("last_school", models.CharField(blank=True, max_length=200)),
                ("authority", models.CharField(max_length=3)),
                ("told_on", models.DateField()),
                ("became", models.CharField(blank=True, max_length=64)),
                ("became_on", models.DateField(blank=True, null=True)),
                ("searched_in", models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="ToldChildMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("other_child_id", models.CharField(max_length=64)),
                ("probability", models.FloatField()),
                ("reasons", models.JSONField(default=list)),
                ("run_id", models.CharField(max_length=40)),
                ("proposed_on", models.DateField()),
                ("decision", models.CharField(blank=True, max_length=5)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150)),
                ("because", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="arrived_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="referred_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="householdcheck",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="household_checks", to="casework.case"),
        ),
        migrations.AddField(
            model_name="householdcheck",
            name="other_case",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
            ),
        ),
        migrations.AddIndex(
            model_name="jointenquiry",
            index=models.Index(fields=["school", "-id"], name="joint_enquiries_by_school"),
        ),
        migrations.AddIndex(
            model_name="jointenquiry",
            index=models.Index(fields=["authority", "-id"], name="joint_enquiries_by_authority"),
        ),
        migrations.AddField(
            model_name="jointenquirypart",
            name="joint_enquiry",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="casework.jointenquiry"),
        ),
        migrations.AddField(
            model_name="ownlistentry",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="list_entries", to="casework.case"),
        ),
        migrations.AddField(
            model_name="referral",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="casework.case"),
        ),
        migrations.AddField(
            model_name="returnfollowup",
            name="case",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="schoolreturn",
            name="case",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="school_returns", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="schoolreturn",
            name="joint_enquiry",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="casework.jointenquiry"
            ),
        ),
        migrations.AddField(
            model_name="returnfollowup",
            name="school_return",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="follow_up", to="casework.schoolreturn"),
        ),
        migrations.AddIndex(
            model_name="toldchild",
            index=models.Index(condition=models.Q(("became", "")), fields=["became"], name="told_children_to_recognise"),
        ),
        migrations.AddIndex(
            model_name="toldchild",
            index=models.Index(fields=["date_of_birth"], name="told_children_by_birthday"),
        ),
        migrations.AddConstraint(
            model_name="toldchild",
            constraint=models.CheckConstraint(
                condition=models.Q(("became", ""), ("became_on__isnull", False), _connector="OR"), name="told_child_became_another_on_a_day"
            ),
        ),
        migrations.AddField(
            model_name="toldchildmatch",
            name="told",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="matches", to="casework.toldchild"),
        ),
        migrations.AddConstraint(
            model_name="householdcheck",
            constraint=models.UniqueConstraint(fields=("case", "episode", "other_child_id"), name="one_check_per_housemate_and_episode"),
        ),
        migrations.AddIndex(
            model_name="jointenquirypart",
            index=models.Index(fields=["joint_enquiry", "-id"], name="parts_by_joint_enquiry"),
        ),
        migrations.AddConstraint(
            model_name="jointenquirypart",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ("school", "authority"))), name="joint_enquiry_has_two_sides"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownlistentry",
            constraint=models.UniqueConstraint(fields=("case", "authority", "opened_on"), name="one_list_entry_per_case_and_day"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["case", "-id"], name="referrals_by_case"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["sent_by_kind", "sent_by_code", "-id"], name="referrals_by_sender"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("school", "authority", "agency", "public"))), name="referral_has_a_known_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("acknowledged_on__isnull", True), models.Q(("acknowledged_how", ""), _negated=True), _connector="OR"),
                name="acknowledgement_says_how",
            ),
        ),
        migrations.AddIndex(
            model_name="schoolreturn",
            index=models.Index(fields=["school", "-id"], name="returns_by_school"),
        ),
        migrations.AddIndex(
            model_name="schoolreturn",
            index=models.Index(fields=["authority", "-id"], name="returns_by_authority"),
        ),
        migrations.AddConstraint(
            model_name="returnfollowup",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["confirmed", "case"])), name="follow_up_has_a_known_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="toldchildmatch",
            constraint=models.UniqueConstraint(fields=("told", "other_child_id"), name="one_match_per_told_child_and_other"),
        ),
        migrations.AddConstraint(
            model_name="toldchildmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("decision", "")),
                    models.Q(("decided_on__isnull", False), ("decision__in", ["same", "other"])),
                    _connector="OR",
                ),
                name="decided_match_has_its_day",
            ),
        ),
        append_only("casework_householdcheck"),
        append_only("casework_jointenquirypart"),
        append_only("casework_schoolreturn"),
        append_only("casework_returnfollowup"),
    ]
