"""The wheel, as a stranger gets it: built twice, installed somewhere awkward, played to an ending."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from game.core.play import begin, choose, present
from game.loading.load import load

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(not (ROOT / "story" / "story.yaml").exists(), reason="not a checkout")


def run(*command, **options):
    options = {"capture_output": True, "text": True, "check": False, "timeout": 300} | options
    done = subprocess.run([str(part) for part in command], **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(folder):
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A clean environment in a path with a space and a letter that is not ASCII."""
    folder = tmp_path_factory.mktemp("a clean pláce") / "with spaces"
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    quietly = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(python, *quietly, "--constraint", ROOT / "constraints.txt", wheel, env=clean)
    return folder


def keys(walkthrough):
    """What is typed to play a walkthrough: Enter at the title, then the number of each choice."""
    story = load(ROOT / "story").story
    step, numbers = begin(story), [""]
    for line in walkthrough.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "expect:")):
            offers = [offer.choice for offer in present(story, step.state)]
            choice = line.rpartition(".")[2]
            numbers.append(str(offers.index(choice) + 1))
            step = choose(story, step.state, choice)
    return "\n".join([*numbers, "quit", ""])


def contents(folder):
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(wheel, tmp_path):
    assert build(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_wheel_plays_to_an_ending_twice_without_the_checkout(installed, tmp_path):
    package = next(installed.rglob("site-packages/game"))
    run(installed / "bin" / "python", "-m", "compileall", "-q", package)
    before = contents(package)
    for path in (package, *package.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    empty = tmp_path / "nobody's höme"
    empty.mkdir()
    typed = keys(ROOT / "tests" / "walkthroughs" / "history.txt")
    world = {"HOME": str(empty), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    for start in ("first", "second"):
        played = run(
            installed / "bin" / "thermidor", "play", "--plain", "--new",
            input=typed, env=world, cwd=tmp_path,
        )  # fmt: skip
        assert "The end: defeat." in played, f"the {start} start reached no verdict:\n{played[-2000:]}"
    assert any((empty / ".cache").rglob("*.copy")), "the second start had no compiled copy to start from"
    assert contents(package) == before
