"""What every test has: no network, no settings of the person who runs it, folders of its own."""

import os
import sys
from pathlib import Path

import pytest

NO_NETWORK = Path(__file__).parent / "no_network"
sys.path.insert(0, str(NO_NETWORK))
import sitecustomize as no_network  # noqa: E402

if not hasattr(no_network, "forbid"):  # another sitecustomize came first
    import importlib.util

    spec = importlib.util.spec_from_file_location("no_network", NO_NETWORK / "sitecustomize.py")
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))

FOREIGN = (
    "THERMIDOR_",
    "NO_COLOR",
    "FORCE_COLOR",
    "ACCESSIBLE",
    "COLUMNS",
    "LINES",
    "CLICOLOR",
    "PROMPT_TOOLKIT",
)


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory, monkeypatch):
    """A home that is empty and an environment in which nobody has set anything."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("PYTHONPATH", str(NO_NETWORK))
