"""Every Python that the tests start is cut off from the network: to connect or listen is a fault.

Python imports this module by itself where its folder is on PYTHONPATH; `conftest` puts it there. Unix
sockets stay allowed: asyncio makes itself a pair of them.
"""

import socket
import sys

_FORBIDDEN = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}


def forbid(event, args):
    """An audit hook that raises where a program reaches for the network."""
    if event not in _FORBIDDEN:
        return
    if args and isinstance(args[0], socket.socket) and args[0].family == getattr(socket, "AF_UNIX", None):
        return
    raise RuntimeError(f"the network is forbidden: {event} {args[1:]}")


sys.addaudithook(forbid)
