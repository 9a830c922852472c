"""The title of a draft stands in its sealed words; the copy in clear is emptied."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("publishing", "0003_release_newest"),
    ]

    operations = [
        migrations.AlterField(
            model_name="draft",
            name="title",
            field=models.CharField(blank=True, db_column="title", default="", max_length=200, verbose_name="标题（旧）"),
        ),
        migrations.RenameField(model_name="draft", old_name="title", new_name="cleared"),
        migrations.RunSQL("UPDATE publishing_draft SET title = ''", migrations.RunSQL.noop),
    ]
