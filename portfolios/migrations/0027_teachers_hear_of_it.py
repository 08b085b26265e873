import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from kit.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("portfolios", "0026_attendance_is_forgotten"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
            migrations.AddField(
                model_name="courseteacher", name="told_on", field=models.DateField(null=True)
            ),
            migrations.CreateModel(
                name="TeacherDenial",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("name", models.CharField(max_length=120)),
                    ("email", models.EmailField(max_length=254)),
                    ("ties", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                    ("said_on", models.DateField()),
                    ("handled_on", models.DateField(null=True)),
                    ("stands_because", models.TextField(blank=True)),
                    ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="denials", to="portfolios.course")),
                    ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.AddConstraint(
                model_name="teacherdenial",
                constraint=models.UniqueConstraint(fields=("course", "email"), name="teacher_denied_once"),
            ),
            migrations.AddConstraint(
                model_name="teacherdenial",
                constraint=models.CheckConstraint(
                    name="a_teacher_stands_once_it_was_looked_at",
                    condition=Q(("stands_because", ""), ("handled_on__isnull", False), _connector="OR"),
                ),
            ),
        ])
    ]
