"""What every command that needs the site does first: settings, Django, and a look at whether it may run."""

import os

from gongkai.cli.main import Refusal


def boot() -> None:
    """Load settings and Django. Raises Refusal with the sentence of a setting that cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    from gongkai.config.environment import SettingRefused

    try:
        import django
    except ModuleNotFoundError:
        raise Refusal("这条命令要用网站部分，请安装 gongkai[site]。")
    try:
        django.setup()
    except SettingRefused as refusal:
        raise Refusal(str(refusal))
    except PermissionError as error:
        raise Refusal(f"数据文件夹不能写：{error.filename}。请检查权限，或用 GONGKAI_HOME 换一个文件夹。")


def require_ready() -> None:
    """Raise Refusal with the first thing that keeps the site from running."""
    from gongkai.config.readiness import faults

    for fault in faults():
        raise Refusal(fault)


def migrate() -> None:
    """Bring every database of this installation to this version's tables, with guards. Never one of a later version."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError, OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    from gongkai.config.readiness import NEWER, database_fault, is_newer

    try:
        if is_newer(MigrationExecutor(connection)):
            raise Refusal(NEWER)
        for name in settings.DATABASES:
            call_command("migrate", database=name, verbosity=0, interactive=False)
    except (OperationalError, DatabaseError) as error:
        raise Refusal(database_fault(error))
