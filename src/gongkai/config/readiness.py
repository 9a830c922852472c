"""Is this installation fit to run? Each thing that is missing has its own sentence, with place and remedy."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.ledger import triggers
from gongkai.ledger.database import database_fault

__all__ = ["database_fault", "faults"]

NOT_PREPARED = "数据库还没有准备好或需要升级。请运行 gongkai prepare。"
NEWER = "数据库是更新版本的程序建的，这个版本太旧，不能打开。请先升级程序，数据没有动。"
SMALLEST_FREE = 200 * 1024 * 1024  # bytes


def is_newer(executor: MigrationExecutor) -> bool:
    """Whether the database was made by a later version of this program."""
    known = set(executor.loader.disk_migrations)
    ours = {label for label, _ in known}
    return any(key not in known and key[0] in ours for key in executor.loader.applied_migrations)


def faults() -> Iterator[str]:
    """Everything that keeps the site from running, each as a sentence. Empty when it may start."""
    home = Path(settings.HOME)
    if not os.access(home, os.W_OK):
        yield f"数据文件夹不能写：{home}。请检查权限，或用 GONGKAI_HOME 换一个文件夹。"
        return
    if shutil.disk_usage(home).free < SMALLEST_FREE:
        yield f"磁盘空间不足 200 MB：{home}。请清出空间后再启动。"
    try:
        executor = MigrationExecutor(connection)
        targets = executor.loader.graph.leaf_nodes()
        if is_newer(executor):
            yield NEWER
            return
        if executor.migration_plan(targets):
            yield NOT_PREPARED
            return
        for fault in triggers.faults():
            yield f"{fault}。请运行 gongkai prepare 装回，再运行 gongkai ledger verify 核对有没有被改动。"
    except (OperationalError, DatabaseError) as error:
        yield database_fault(error)
