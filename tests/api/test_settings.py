"""The environment, read once: good values taken, bad ones named with what may stand there."""

from pathlib import Path

import pytest

from api.settings import load_settings
from domain.errors import InputError


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in ("GRAPH_URI", "GRAPH_USER", "GRAPH_PASSWORD", "HOME", "MAX_ROWS", "LANGUAGE"):
        monkeypatch.delenv(f"YANZHEN_{name}", raising=False)


def test_every_setting_has_a_default():
    settings = load_settings()
    assert settings.graph_uri is None
    assert settings.home == Path.home() / ".yanzhen"
    assert settings.language == "zh"


def test_the_environment_decides(monkeypatch):
    monkeypatch.setenv("YANZHEN_GRAPH_URI", "bolt://db:7687")
    monkeypatch.setenv("YANZHEN_GRAPH_PASSWORD", "secret")
    settings = load_settings()
    assert settings.graph_uri == "bolt://db:7687"
    assert settings.password == "secret"
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("MAX_ROWS", "3", "不小于 100"), ("LANGUAGE", "fr", "'zh'、'en'"), ("MAX_ROWS", "many", None)],
)
def test_a_value_that_cannot_be_used_is_named(monkeypatch, name, value, expected):
    monkeypatch.setenv(f"YANZHEN_{name}", value)
    with pytest.raises(InputError) as caught:
        load_settings()
    assert f"YANZHEN_{name}" in str(caught.value)
    assert value in str(caught.value)
    assert expected is None or expected in str(caught.value)
