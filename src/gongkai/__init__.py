"""公开：政府信息公开的全流程软件。`law`、`reports`、`screening`、`typeset` 可单独作为库使用。"""

__version__ = "0.1.0"
