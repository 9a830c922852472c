# 公开 Gongkai：所有任务。`make help` 列出它们。
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python

help: ## 列出所有任务
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: ## 建 .venv，装网站运行所需（按锁定的版本）
	@bash scripts/install.sh site

demo: install ## 载入演示数据并启动，Ctrl-C 停止；PORT=端口 可指定端口
	@exec .venv/bin/gongkai demo

dev:
	@bash scripts/install.sh dev

packages:
	@bash scripts/packages.sh

test: packages dev ## 装测试所需，在 SQLite 和 PostgreSQL 上跑全部测试
	@$(PY) scripts/test.py all

quick: dev ## 一分钟内的测试（SQLite，不开浏览器）
	@$(PY) scripts/test.py quick

nightly: packages dev ## 较慢的测试：大量随机用例、断电测试
	@$(PY) scripts/test.py nightly

lint: dev ## 检查写法、分层、模板、锁、许可证
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/lint-imports
	@$(PY) scripts/lock.py --check
	@$(PY) scripts/licences.py --check

types: dev ## 检查类型
	@.venv/bin/mypy

migrations: dev ## 检查有没有漏掉的迁移
	@GONGKAI_HOME=$$(mktemp -d) $(PY) manage.py makemigrations --check --dry-run

docs: dev ## 生成文档到 site/
	@.venv/bin/mkdocs build --strict --quiet

bench: packages dev ## 量速度（手工运行，数字写进 docs/performance.md）
	@$(PY) -m bench

shots: packages dev ## 用演示数据重拍 README 里的画面
	@$(PY) scripts/shots.py

lock: dev ## 按 pyproject.toml 重新锁定版本
	@$(PY) scripts/lock.py

notice: dev ## 重新生成 NOTICE
	@$(PY) scripts/licences.py

.PHONY: help install demo dev packages test quick nightly lint types migrations docs bench shots lock notice
