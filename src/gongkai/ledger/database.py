"""What a database error means, in one sentence with place and remedy. Each sentence is its own."""

from django.conf import settings


def database_fault(error: Exception) -> str:
    """The sentence for an error of the database."""
    text = str(error).lower()
    place = str(settings.DATABASES["default"]["NAME"])
    if "locked" in text:
        return f"数据库正被别的程序占用（{place}）。请关掉其他正在写它的程序，再试一次。"
    if "disk is full" in text or "no space" in text:
        return f"磁盘已满，数据库写不进去（{place}）。请清出空间后再试，已有的数据没有动。"
    if "not a database" in text or "malformed" in text:
        return f"数据库文件已损坏（{place}）。请停止使用，用 gongkai restore 从备份恢复。"
    if "readonly" in text or "unable to open" in text or "permission" in text:
        return f"数据库打不开或不能写（{place}）。请检查文件夹的权限。"
    if "no such table" in text or "no such column" in text or "has no column" in text or "does not exist" in text:
        return f"数据库与程序的版本对不上（{place}）。请用同一版本的程序，或运行 gongkai prepare 升级；数据没有动。"
    if "connection" in text or "connect" in text:
        return f"连不上数据库服务器（{settings.DATABASES['default'].get('HOST')}）。请检查它是否在运行、GONGKAI_DATABASE 是否写对。"
    return f"数据库出错（{type(error).__name__}）。请把日志发给维护人员。"
