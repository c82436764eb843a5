"""Every setting stands on the operator's page with its default, and the page names no other."""

import re
from pathlib import Path

from api.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "operating.md"


def _page():
    text = PAGE.read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(YANZHEN_\w+)` \| (.+?) \|", text, flags=re.M))


def test_every_setting_is_on_the_page():
    assert _page().keys() == {f"YANZHEN_{name.upper()}" for name in Settings.model_fields}


def test_defaults_on_the_page_are_the_defaults():
    for variable, said in _page().items():
        field = Settings.model_fields[variable.removeprefix("YANZHEN_").lower()]
        if field.default_factory is not None:
            continue  # a folder below the person's home
        value = (
            "无"
            if field.default is None
            else f"`{field.default:g}`"
            if isinstance(field.default, float)
            else f"`{field.default}`"
        )
        assert said == value, variable
