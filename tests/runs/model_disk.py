"""A disk that exists in memory, and every state that a power cut may leave it in.

Data that were not synced may be lost, cut short, or be zeros where they were. Names that were not
synced may have come to the device or not, in any combination and before the data they name; a
rename is one step, and one into another folder never leaves the file in neither.
"""

import copy
import errno
import itertools
import os
from pathlib import Path


class File:
    def __init__(self, data=b"", synced=b""):
        self.data, self.synced = data, synced

    def after_a_power_cut(self):
        if self.data == self.synced:
            return [self.data]
        half = self.data[: len(self.data) // 2]
        return list(dict.fromkeys([self.synced, b"", half, b"\0" * len(self.data), self.data]))


class Directory:
    def __init__(self):
        self.now, self.durable = {}, {}


class Change:
    """Names of one directory that change together; not before `after` has."""

    def __init__(self, directory, names, after=None):
        self.directory, self.names, self.after = directory, names, after


class ModelDisk:
    def __init__(self):
        self.root = Directory()
        self.pending = []
        self.open_files = {}
        self.last_descriptor = 2

    def _find(self, path):
        node = self.root
        for part in Path(path).parts[1:]:
            if not isinstance(node, Directory):
                raise NotADirectoryError(errno.ENOTDIR, "not a directory", str(path))
            if part not in node.now:
                raise FileNotFoundError(errno.ENOENT, "no such file", str(path))
            node = node.now[part]
        return node

    def _change(self, directory, names, after=None):
        for name, node in names:
            directory.now.pop(name, None)
            if node is not None:
                directory.now[name] = node
        change = Change(directory, names, after)
        self.pending.append(change)
        return change

    def create(self, path):
        directory = self._find(path.parent)
        node = directory.now.get(path.name)
        if node is None:
            node = File()
            self._change(directory, [(path.name, node)])
        node.data = b""
        self.last_descriptor += 1
        descriptor = self.last_descriptor
        self.open_files[descriptor] = node
        return descriptor

    def write(self, descriptor, data):
        taken = max(1, len(data) * 2 // 3)  # a short write, now and then
        self.open_files[descriptor].data += data[:taken]
        return taken

    def fsync(self, descriptor):
        node = self.open_files[descriptor]
        node.synced = node.data

    def close(self, descriptor):
        del self.open_files[descriptor]

    def rename(self, old, new):
        source, target = self._find(old.parent), self._find(new.parent)
        node = self._find(old)
        if source is target:
            self._change(source, [(old.name, None), (new.name, node)])
        else:
            added = self._change(target, [(new.name, node)])
            self._change(source, [(old.name, None)], after=added)

    def sync_folder(self, folder):
        directory = self._find(folder)
        for change in list(self.pending):
            if change.directory is directory:
                self._settle(change)

    def _settle(self, change):
        if change not in self.pending:
            return
        if change.after:
            self._settle(change.after)
        self.pending.remove(change)
        for name, node in change.names:
            change.directory.durable.pop(name, None)
            if node is not None:
                change.directory.durable[name] = node

    def make_folder(self, folder):
        parent = self._find(folder.parent)
        if folder.name in parent.now:
            raise FileExistsError(errno.EEXIST, "file exists", str(folder))
        self._change(parent, [(folder.name, Directory())])

    def read(self, path, most):
        node = self._find(path)
        if isinstance(node, Directory):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        return node.data[:most]

    def exists(self, path):
        try:
            self._find(path)
        except OSError:
            return False
        return True

    def names(self, folder):
        return tuple(sorted(self._find(folder).now))

    # the power cut

    def states_after_a_power_cut(self):
        """Every disk that may be found when the power is back."""
        for kept in itertools.product((False, True), repeat=len(self.pending)):
            chosen = [change for change, keep in zip(self.pending, kept, strict=True) if keep]
            if any(change.after in self.pending and change.after not in chosen for change in chosen):
                continue
            disk = copy.deepcopy((self, chosen))
            after, changes = disk
            for change in changes:
                after._settle(change)
            yield from after._with_every_content()

    def _with_every_content(self):
        self.pending, self.open_files = [], {}
        _forget(self.root)
        unsure = [node for node in _files(self.root) if node.data != node.synced]
        for contents in itertools.product(*(node.after_a_power_cut() for node in unsure)):
            disk, nodes = copy.deepcopy((self, unsure))
            for node, content in zip(nodes, contents, strict=True):
                node.data = node.synced = content
            yield disk


def _forget(directory):
    directory.now = dict(directory.durable)
    for node in directory.now.values():
        if isinstance(node, Directory):
            _forget(node)


def _files(directory):
    for node in directory.now.values():
        if isinstance(node, Directory):
            yield from _files(node)
        else:
            yield node
