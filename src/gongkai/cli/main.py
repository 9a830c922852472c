"""`gongkai` 命令的入口：一张命令表，用到哪条才装入哪条，所以查法规不必等 Django。"""

import argparse
import errno
import importlib
import re
import sys
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from gongkai import __version__

BAD_INPUT = 2  # 输入有误的退出码
UNFORESEEN = 3  # 程序自己出错的退出码


class Command(NamedTuple):
    """One command: the module holds `configure(parser)` and `run(args) -> int`."""

    name: str
    module: str
    help: str


COMMANDS = (
    Command("law", "gongkai.cli.law", "查法规：工作日、期限、收费、结论、来源"),
    Command("verify", "gongkai.cli.verify", "核对年度报告"),
    Command("compare", "gongkai.cli.compare", "对比两份年度报告"),
    Command("aggregate", "gongkai.cli.aggregate", "汇总下级机关的年度报告"),
    Command("report", "gongkai.cli.report", "年度报告的 JSON 结构、核对规则目录"),
    Command("convert", "gongkai.cli.convert", "把年度报告转成另一种格式"),
    Command("screen", "gongkai.cli.screen", "查文字和文件里的个人信息、密级标识和用字"),
    Command("prepare", "gongkai.cli.prepare", "准备或升级数据库"),
    Command("demo", "gongkai.cli.demo", "载入演示数据并启动"),
    Command("serve", "gongkai.cli.serve", "启动网站和后台"),
    Command("worker", "gongkai.cli.worker", "只启动后台"),
    Command("pages", "gongkai.cli.pages", "公众页面：预先生成、全部重做、写 nginx 配置"),
    Command("ledger", "gongkai.cli.ledger", "核对账本"),
    Command("backup", "gongkai.cli.backup", "备份"),
    Command("keys", "gongkai.cli.keys", "加密的密钥：查看、更换、删旧"),
    Command("restore", "gongkai.cli.restore", "从备份恢复到空文件夹"),
)  # fmt: skip


class Refusal(Exception):
    """Input that cannot be used; the message is one Chinese line that says what is wrong and what to do."""


class Parser(argparse.ArgumentParser):
    """argparse in Chinese: one clear line on standard error, exit 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}：{in_chinese(message)}（用 --help 看用法）\n")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in HEADINGS:
            text = text.replace(english, chinese)
        return text


HEADINGS = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示这份说明"),
    ("show program's version number and exit", "显示版本"),
)
PHRASES = (
    ("one of the arguments ", "须给出其中一个："),
    (" is required", ""),
    ("the following arguments are required: ", "缺少参数："),
    ("unrecognized arguments: ", "不认识的参数："),
    ("invalid choice: ", "没有这个选项："),
    ("(choose from ", "（可用："),
    ("expected one argument", "后面要跟一个值"),
    ("expected at least one argument", "后面至少要跟一个值"),
    ("invalid int value: ", "应为整数："),
    ("invalid date value: ", "日期不对："),
    ("argument ", "参数 "),
)


def in_chinese(message: str) -> str:
    """argparse's own sentence, said in Chinese."""
    message = re.sub(r"^argument (\S+): not allowed with argument (\S+)$", r"不能同时使用 \2 和 \1", message)
    for english, chinese in PHRASES:
        message = message.replace(english, chinese)
    return message


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0 done, 1 found something wrong, 2 bad input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = Parser(prog="gongkai", description="公开：政府信息公开的全流程软件", add_help=True)
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=Parser, required=True)
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    runners = {}
    for command in COMMANDS:
        subparser = commands.add_parser(command.name, help=command.help, description=command.help)
        if command.name == wanted:
            module = importlib.import_module(command.module)
            module.configure(subparser)
            runners[command.name] = module.run
    args = parser.parse_args(arguments)
    try:
        return int(runners[args.command](args))
    except Refusal as refusal:
        print(f"gongkai {args.command}：{refusal}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    except Exception as error:  # said in a sentence, with a number that is in the log: nobody is shown a traceback
        return unforeseen(args.command, error)


def unforeseen(command: str, error: Exception) -> int:
    """Say what an error means that no command expected. A database or a disk has its own sentence, the rest a number."""
    said = ""
    if error.__class__.__module__ in ("django.db.utils", "sqlite3"):
        from gongkai.ledger.database import database_fault

        said = database_fault(error)
    elif isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        said = f"磁盘已满，写不进去（{error.filename or '临时文件夹'}）。请清出空间后再运行，已有的数据没有动。"
    elif isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        said = f"没有权限读写 {error.filename}。请检查它的属主和权限，再运行。"
    elif isinstance(error, FileNotFoundError) and error.filename:
        said = f"没有这个文件或文件夹：{error.filename}。请检查路径。"
    if said:
        print(f"gongkai {command}：{said}", file=sys.stderr)
        return BAD_INPUT
    import logging
    import secrets

    from gongkai.config.logs import Lines

    number = secrets.token_hex(4).upper()
    record = logging.makeLogRecord(
        {"name": "gongkai.cli", "levelname": "ERROR", "levelno": logging.ERROR, "msg": f"error {type(error).__name__}"}
        | {"exc_info": (type(error), error, error.__traceback__)}
        | {"number": number}
    )
    print(Lines().format(record), file=sys.stderr)
    print(f"gongkai {command}：程序出错，编号 {number}。请把上面这一行日志连同编号发给维护人员。", file=sys.stderr)
    return UNFORESEEN


if __name__ == "__main__":
    from gongkai.cli.main import main as run  # under its own name, so that commands raise the same Refusal

    sys.exit(run())
