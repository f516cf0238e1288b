"""Run as a program: does an act in children, each killed at one operation on the disk.

Usage: killed.py FOLDER ACT. FOLDER/ready gets the runs that the act begins with; FOLDER/N-before and
FOLDER/N-after are what a child left that was killed before or after its operation N. Each N is tried
until a child comes through alive. Prints the last N.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from game.runs.disk import PosixDisk
from game.runs.shelf import Shelf
from tests.runs.acts import ACTS, prepare

OPERATIONS = (
    "create", "write", "fsync", "close", "rename", "sync_folder", "make_folder", "read", "exists", "names",
)  # fmt: skip


class KillingDisk(PosixDisk):
    def __init__(self, number, after):
        self.left, self.after = number, after

    def count(self):
        self.left -= 1
        return self.left == 0


def _killing(name):
    def operation(self, *arguments):
        mine = self.count()
        if mine and not self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            return getattr(PosixDisk, name)(self, *arguments)
        finally:
            if mine:
                os.kill(os.getpid(), signal.SIGKILL)

    return operation


for _name in OPERATIONS:
    setattr(KillingDisk, _name, _killing(_name))


def survives(root, act, number, after):
    child = os.fork()
    if child == 0:
        code = 1
        try:
            ACTS[act](Shelf(root / "saves", KillingDisk(number, after)))
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "the act failed"
        return True
    assert os.WTERMSIG(status) == signal.SIGKILL
    return False


def main(root, act):
    ready = root / "ready"
    ready.mkdir()
    prepare(act, Shelf(ready / "saves"))
    number = 0
    while True:
        number += 1
        for after in (False, True):
            folder = root / f"{number}-{'after' if after else 'before'}"
            shutil.copytree(ready, folder)
            if survives(folder, act, number, after):
                print(number)
                return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
