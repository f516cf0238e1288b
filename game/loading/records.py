"""A file of records that are found by name without reading the rest.

The file is written once, beside the one that it replaces, and then only read. It begins with a head
of fixed size (magic, length and digest of the header, number of buckets), then come the header, the
directory, the buckets and the records. A name's hash chooses its bucket; the directory tells where
a bucket lies, the bucket where its records lie, each with a digest of what lies there. So whatever
is damaged is noticed when it is read, and a name that is not found is surely not there.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from game.loading.tree import READING

_MAGIC = b"thermidor copy 1"
_HEAD = struct.Struct("<16sIII16s")  # magic, length of header, buckets, 0, digest of header
_PLACE = struct.Struct("<QI16s")  # offset, length, digest
_A_BUCKET = 16
_MOST = 1 << 28


class Damaged(Exception):
    """The file is not as it was written, or is another file."""


class Records:
    """An open file of records. Close it when it is no longer asked."""

    def __init__(self, path: Path) -> None:
        """Open the file and read its header. Raises OSError, Damaged."""
        self._file = -1
        self._file = os.open(path, READING | getattr(os, "O_NOFOLLOW", 0))
        try:
            self.header, self._buckets, self._directory = self._head()
        except BaseException:
            self.close()
            raise

    def _head(self) -> tuple[dict[str, Any], int, int]:
        head = _at(self._file, 0, _HEAD.size)
        magic, length, buckets, _, digest = _HEAD.unpack(head)
        if magic != _MAGIC or not buckets:
            raise Damaged("this is another kind of file")
        header = _checked(_at(self._file, _HEAD.size, length), digest)
        if not isinstance(header, dict):
            raise Damaged("the header is no header")
        return header, buckets, _HEAD.size + length

    def find(self, name: str) -> Any:
        """The record of this name, None if there is none. Raises Damaged."""
        place = self._place(name)
        return None if place is None else self._read(*place)

    def __contains__(self, name: str) -> bool:
        """Whether there is a record of this name. Raises Damaged."""
        return self._place(name) is not None

    def _place(self, name: str) -> tuple[int, int, bytes] | None:
        row = self._directory + _bucket(name, self._buckets) * _PLACE.size
        bucket = self._read(*_PLACE.unpack(_at(self._file, row, _PLACE.size)))
        found = bucket.get(name) if isinstance(bucket, dict) else None
        if found is None:
            return None
        offset, length, digest = found
        return offset, length, bytes.fromhex(digest)

    def _read(self, offset: int, length: int, digest: bytes) -> Any:
        start = self._directory + self._buckets * _PLACE.size
        return _checked(_at(self._file, start + offset, length), digest)

    def fileno(self) -> int:
        """The descriptor, to ask whose file it is."""
        return self._file

    def close(self) -> None:
        """Close the file. May be done twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __del__(self) -> None:
        with contextlib.suppress(OSError):
            self.close()


def write(path: Path, header: dict[str, Any], records: Iterable[tuple[str, Any]]) -> None:
    """Write a file of records in the place of the one that is there. Raises OSError. Who has the old
    one open keeps reading it; of two writers the last wins, whole."""
    bodies: list[bytes] = []
    places: dict[str, tuple[int, int, str]] = {}
    offset = 0
    for name, record in records:
        body = _bytes(record)
        places[name] = (offset, len(body), _digest(body).hex())
        bodies.append(body)
        offset += len(body)
    count = len(places) // _A_BUCKET + 1
    buckets: list[dict[str, tuple[int, int, str]]] = [{} for _ in range(count)]
    for name, place in places.items():
        buckets[_bucket(name, count)][name] = place
    directory = []
    for bucket in buckets:
        body = _bytes(bucket)
        directory.append(_PLACE.pack(offset, len(body), _digest(body)))
        bodies.append(body)
        offset += len(body)
    told = _bytes(header)
    head = _HEAD.pack(_MAGIC, len(told), count, 0, _digest(told))
    _replace(path, b"".join([head, told, *directory, *bodies]))


def with_header(path: Path, header: dict[str, Any]) -> None:
    """Write the same records with another header, in the place of the file. Raises OSError, Damaged."""
    whole = path.read_bytes()
    if len(whole) < _HEAD.size:
        raise Damaged("the file is too short")
    magic, length, buckets, _, _ = _HEAD.unpack(whole[: _HEAD.size])
    if magic != _MAGIC:
        raise Damaged("this is another kind of file")
    told = _bytes(header)
    head = _HEAD.pack(_MAGIC, len(told), buckets, 0, _digest(told))
    _replace(path, b"".join([head, told, whole[_HEAD.size + length :]]))


def _replace(path: Path, whole: bytes) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fresh, flags, 0o600), "wb") as stream:
            stream.write(whole)
        fresh.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise


def _at(file: int, offset: int, length: int) -> bytes:
    if length > _MOST or offset > _MOST * 16:
        raise Damaged("a place beyond the file")
    if hasattr(os, "pread"):
        data = os.pread(file, length, offset)
    else:
        os.lseek(file, offset, os.SEEK_SET)
        data = os.read(file, length)
    if len(data) != length:
        raise Damaged("the file is too short")
    return data


def _checked(data: bytes, digest: bytes) -> Any:
    if _digest(data) != digest:
        raise Damaged("a digest does not fit")
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Damaged("a record is not JSON") from error


def _bytes(record: Any) -> bytes:
    return json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _bucket(name: str, count: int) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8"), digest_size=8).digest(), "little") % count
