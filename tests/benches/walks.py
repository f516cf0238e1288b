"""The decisions of the kept walkthroughs."""

from tests.benches.timing import ROOT


def walks():
    """File names without ending, and the decisions that stand in each, by name."""
    return {path.stem: _decisions(path) for path in sorted((ROOT / "tests" / "walkthroughs").glob("*.txt"))}


def _decisions(path):
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith(("#", ">", "expect:"))]
