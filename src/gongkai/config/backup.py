"""Backup and restore: a snapshot of the database first, then files as they lie, sealed or public; never keys."""

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.db import connection, transaction

from gongkai import __version__
from gongkai.files.models import StoredFile
from gongkai.files.services import FileRefused, path_of, read, sealed_path_of
from gongkai.ledger import audit, clock, heads, triggers
from gongkai.ledger.database import disk_fault
from gongkai.ledger.models import Head, Installation
from gongkai.publishing.models import Draft
from gongkai.publishing.originals import settle_all
from gongkai.review.audit import original_faults
from gongkai.vault.envelope import SealBroken

FORMAT = 2  # 1: files in clear, no list of sealed ones
LEFT_OUT = {"sessions", "axes", "contenttypes", "auth"}


class BackupRefused(Exception):
    """What keeps a backup or a restore from being done; the message says what to do."""


def _tables() -> list[Any]:
    """Every model whose rows belong into a backup, those without references first."""
    from django.apps import apps

    wanted = [m for m in apps.get_models() if m._meta.app_label not in LEFT_OUT]
    return serializers.sort_dependencies([(None, wanted)], allow_cycles=True)


def backup(target: Path) -> dict[str, Any]:
    """Write a backup of this installation to `target`. Returns its manifest. Raises BackupRefused if it exists."""
    if target.exists():
        raise BackupRefused(f"{target} 已经存在，请换一个文件名。")
    if not target.absolute().parent.is_dir():
        raise BackupRefused(f"没有这个文件夹：{target.absolute().parent}。请先建好，或换一个地方。")
    heads.note()
    settle_all()  # nothing that is not public goes into a backup in clear
    part = target.with_name(target.name + ".part")
    try:
        manifest = _write(part)
    except OSError as error:
        raise BackupRefused(
            f"备份没有写成：{target}（{disk_fault(error)}）。请检查那里的空间和权限，换个地方再备份。"
        ) from error
    finally:
        part.unlink(missing_ok=True)  # it was renamed when it was whole
    return manifest


def _write(part: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=settings.HOME) as work:
        snapshot, manifest = _snapshot(Path(work))
        with tarfile.open(part, "w:gz", compresslevel=5) as archive:
            archive.add(snapshot, "database")
            if heads.path().exists():
                archive.add(heads.path(), "ledger-heads.txt")
            _add_files(archive, manifest)
            text = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
            info = tarfile.TarInfo("manifest.json")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    part.rename(part.with_suffix(""))
    return manifest


def _add_files(archive: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    """Add every file as it lies; note the digest of what is sealed, and what is not there at all."""
    manifest["sealed"], manifest["missing"] = {}, []
    for digest in manifest["files"]:
        for path in (path_of(digest), sealed_path_of(digest), path_of(digest)):  # it may be settled at this moment
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                continue
            info = tarfile.TarInfo(f"files/{path.name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
            if path.suffix:
                manifest["sealed"][digest] = hashlib.sha256(data).hexdigest()
            break
        else:
            manifest["missing"].append(digest)


def _snapshot(work: Path) -> tuple[Path, dict[str, Any]]:
    target = work / "database"
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        head = Head.objects.get(id=1)
        files = list(StoredFile.objects.order_by("digest").values_list("digest", flat=True))
        counts = {model._meta.label: model._default_manager.count() for model in _tables()}
        installation = Installation.objects.first()
        with open(target, "w", encoding="utf-8") as out:
            serializers.serialize("jsonl", _rows(), stream=out)
    return target, {
        "format": FORMAT,
        "version": __version__,
        "made_at": clock.now().isoformat(),
        "installation": installation.uid if installation else None,
        "ledger": {"seq": head.seq, "hash": head.hash, "at": head.at},
        "counts": counts,
        "files": files,
        "database": hashlib.sha256(target.read_bytes()).hexdigest(),
    }


def _rows() -> Iterable[Any]:
    for model in _tables():
        yield from model._default_manager.order_by("pk").iterator(2000)


def restore(source: Path, *, keys: Path | None = None) -> dict[str, Any]:
    """Restore a backup into an empty home: database, files, heads; then verify the ledger.

    Raises BackupRefused when the home already holds records, the file is damaged, or the ledger does not verify.
    """
    from django.core.management import call_command

    if not source.exists():
        raise BackupRefused(f"没有这个文件：{source}。")
    if keys and not (keys / "field").is_file():
        raise BackupRefused(f"{keys} 不是 keys 文件夹（里面应有 field 等文件）。请写对另行保管的那一份。")
    for name in settings.DATABASES:
        call_command("migrate", database=name, verbosity=0, interactive=False)
    if Installation.objects.exists():
        raise BackupRefused(f"数据文件夹 {settings.HOME} 里已有一套数据。请用 GONGKAI_HOME 指定一个空文件夹再恢复。")
    with tempfile.TemporaryDirectory(dir=settings.HOME) as work:
        folder = Path(work)
        try:
            with tarfile.open(source, "r:gz") as archive:
                archive.extractall(folder, filter="data")
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            if manifest["format"] > FORMAT:
                raise BackupRefused("这份备份是更新版本的程序做的，这个版本读不全。请先升级程序再恢复。")
            database = folder / "database"
            if hashlib.sha256(database.read_bytes()).hexdigest() != manifest["database"]:
                raise BackupRefused("备份文件损坏：数据库部分与清单的摘要不符。请换一份备份。")
        except (tarfile.TarError, OSError, EOFError, KeyError, ValueError) as error:
            raise BackupRefused(f"{source} 不是完好的备份文件。请换一份备份。") from error
        _take_files(folder, manifest)
        if (folder / "ledger-heads.txt").exists():
            shutil.copyfile(folder / "ledger-heads.txt", heads.path())
        _load(database)
    if keys:
        _take_keys(keys)
    settle_all()
    clock.shift.cache_clear()
    head = Head.objects.get(id=1)
    if (head.seq, head.hash) != (manifest["ledger"]["seq"], manifest["ledger"]["hash"]):
        raise BackupRefused("恢复后的账本末条与备份清单不符，请停止使用并换一份备份。")
    # Sealed files were compared with the manifest; without their key they cannot be read.
    if found := list(audit.faults(without=() if keys else (original_faults,))):
        raise BackupRefused(f"恢复后账本核对有 {len(found)} 处不符，例如：{found[0]}")
    return dict(manifest)


def _take_files(folder: Path, manifest: dict[str, Any]) -> None:
    """Put the files of an unpacked backup in their places. Raises BackupRefused at the first that is not whole."""
    sealed = manifest.get("sealed", {})
    for digest in manifest["files"]:
        if digest in manifest.get("missing", ()):
            continue
        target = sealed_path_of(digest) if digest in sealed else path_of(digest)
        kept = folder / "files" / target.name
        if not kept.exists() or hashlib.sha256(kept.read_bytes()).hexdigest() != sealed.get(digest, digest):
            raise BackupRefused(f"备份文件损坏：缺少或改动了文件 {digest[:12]}…。请换一份备份。")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(kept, target)
        target.chmod(0o600)


def _load(database: Path) -> None:
    """Put every row back as it was: guards stand aside for it, as they do for a migration, and come back."""
    triggers.drop()
    try:
        with transaction.atomic():
            Head.objects.all().delete()
            with connection.constraint_checks_disabled(), open(database, encoding="utf-8") as rows:
                for row in serializers.deserialize("jsonl", rows, ignorenonexistent=True):
                    row.save(force_insert=True)
            with connection.cursor() as cursor:
                from django.core.management.color import no_style

                for statement in connection.ops.sequence_reset_sql(no_style(), _tables()):
                    cursor.execute(statement)
    except sqlite3.Error as error:
        raise BackupRefused("备份里的数据放不进数据库，请换一份备份。") from error
    finally:
        triggers.install()


def sealed_words() -> int:
    """How many open drafts are sealed with the key of the installation that was backed up."""
    return Draft.objects.filter(open=True).count()


def sealed_files() -> int:
    """How many files are sealed with a key that is not here."""
    found = 0
    for digest in StoredFile.objects.values_list("digest", flat=True):
        try:
            read(digest)
        except SealBroken:
            found += 1
        except FileRefused:
            continue
    return found


def _take_keys(folder: Path) -> None:
    for kept in folder.iterdir():
        target = Path(settings.KEYS) / kept.name
        draft = target.with_name(f".{target.name}.new")
        shutil.copyfile(kept, draft)
        draft.chmod(0o600)
        draft.rename(target)
