"""The hatch hook: whoever builds a wheel or installs a checkout gets the console's browser code with it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BrowserCodeHook(BuildHookInterface[Any]):
    """Runs before hatchling collects files, so that the generated folder is there to be collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the browser code unless the vendor folder is already that of the present lock."""
        del version, build_data
        _sibling("browser_code").build(Path(self.root))


def _sibling(name: str) -> ModuleType:
    # hatchling runs this file by path, outside any package: a plain import would not find its neighbour.
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        sys.exit(f"构建钩子旁边缺 {name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
