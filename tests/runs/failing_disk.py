"""A real disk that refuses one operation, as full, failing and forbidden disks do."""

import os
from itertools import count

from game.runs.disk import PosixDisk

WRITING = ("create", "write", "fsync", "close", "rename", "sync_folder")


class FailingDisk(PosixDisk):
    """`fail(name, error)` makes the next operation of that name fail, or the one that comes `after` so
    many; with `done` it is carried out all the same, as on a network disk that loses only the answer.
    `log` is what was asked, files as
    the number of their opening."""

    def __init__(self):
        self.failures, self.log = {}, []
        self._openings, self._opened = count(1), {}

    def fail(self, name, error, *, done=False, often=1, after=0):
        self.failures[name] = [error, done, often, after]

    def _pass(self, name, act):
        failure = self.failures.get(name)
        if not failure or not failure[2]:
            return act()
        if failure[3]:
            failure[3] -= 1
            return act()
        failure[2] -= 1
        error, done, *_ = failure
        if done:
            act()
        raise OSError(error, os.strerror(error))

    def create(self, path):
        descriptor = self._pass("create", lambda: super(FailingDisk, self).create(path))
        self._opened[descriptor] = next(self._openings)
        self.log.append(("create", self._opened[descriptor]))
        return descriptor

    def write(self, descriptor, data):
        self.log.append(("write", self._opened[descriptor]))
        whole = super().write
        try:
            return self._pass("write", lambda: whole(descriptor, data))
        except OSError:
            whole(descriptor, data[: len(data) // 2])  # what still fitted
            raise

    def fsync(self, descriptor):
        self.log.append(("fsync", self._opened[descriptor]))
        self._pass("fsync", lambda: super(FailingDisk, self).fsync(descriptor))

    def close(self, descriptor):
        self.log.append(("close", self._opened.pop(descriptor)))
        super().close(descriptor)  # an error of close comes after the descriptor is gone
        self._pass("close", lambda: None)

    def rename(self, old, new):
        self.log.append(("rename", new.name))
        self._pass("rename", lambda: super(FailingDisk, self).rename(old, new))

    def sync_folder(self, folder):
        self.log.append(("sync_folder", folder.name))
        self._pass("sync_folder", lambda: super(FailingDisk, self).sync_folder(folder))

    def make_folder(self, folder):
        self._pass("make_folder", lambda: super(FailingDisk, self).make_folder(folder))

    def read(self, path, most):
        return self._pass("read", lambda: super(FailingDisk, self).read(path, most))

    def names(self, folder):
        return self._pass("names", lambda: super(FailingDisk, self).names(folder))
