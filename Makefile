# 雁阵：一台只有 Linux x86-64、Python 3.11+ 与 make 的机器，敲 make demo 或 make test 就够了。
# 每个目标都可以反复敲：做过且没有变化的步骤一眨眼就过去。

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast lint format wheel wheelhouse lock neo4j neo4j-serve clean

# 找一个合用的 Python；也可以自己指定：make test PYTHON=/path/to/python3.12
SUITABLE := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$p" -c '$(SUITABLE)' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv/bin/python

help: ## 列出可用的目标
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## 建 .venv，按哈希装依赖，打包浏览器代码
ifeq ($(strip $(PYTHON)),)
	@echo '没有找到 3.11 到 3.14 的 Python（要带 venv 与 ensurepip；Debian 与 Ubuntu 上装 python3-venv）。' >&2
	@echo '装好后再来，或指定：make $(or $(firstword $(MAKECMDGOALS)),setup) PYTHON=/path/to/python3' >&2
	@exit 3
else
	@"$(PYTHON)" -m tools.setup_venv
endif

demo: setup ## 演示：载入样例地区，读政策，匹配，开控制台；加 ONCE=1 打完表就退出
	@.venv/bin/yanzhen demo $(if $(ONCE),--once)

test: setup ## 全部检查与测试，含打包、真 Neo4j 与浏览器
	@$(VENV) -m tools.check all

test-fast: setup ## 只跑不需要 Neo4j、浏览器、也不慢的测试
	@$(VENV) -m tools.check fast

lint: setup ## 排版、行文、类型、导入方向
	@$(VENV) -m tools.check lint

PATHS ?= .
format: setup ## 按约定排版，并改掉能自动改的；只排几处：PATHS="graph tests/graph"
	@.venv/bin/ruff check --quiet --fix-only $(PATHS)
	@.venv/bin/ruff format $(PATHS)

wheel: setup ## 打 wheel 到 dist/，在干净环境里装上试一遍
	@$(VENV) -m tools.check wheel

wheelhouse: setup ## 打离线安装包到 dist/：wheel 与全部依赖，给没有外网的地方
	@$(VENV) -m tools.wheelhouse

lock: setup ## 依 pyproject.toml 重新生成 constraints.txt，依 package.json 重新生成 package-lock.json
	@$(VENV) -m tools.lock

neo4j: setup ## 用 Maven 与 Java 17 备好测试用的 Neo4j（放在 .tools/）
	@$(VENV) -m tools.neo4j_home

neo4j-serve: neo4j ## 开一个测试用的 Neo4j，打印地址，Ctrl-C 停
	@$(VENV) -m tools.neo4j_server

clean: ## 删掉生成的一切（下载过的 Neo4j 留着）
	@rm -rf .venv .cache build dist node_modules api/console/static/vendor \
		.pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
