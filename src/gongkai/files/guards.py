"""A stored file's row never changes."""

from gongkai.ledger.triggers import append_only

GUARDS = append_only("files_storedfile", "已存文件的登记不能改动。", keys=("digest",))
