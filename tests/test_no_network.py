import socket
import subprocess
import sys

import pytest


def test_a_test_that_reaches_for_the_network_fails():
    with pytest.raises(RuntimeError, match="forbidden"), socket.socket() as line:
        line.connect(("127.0.0.1", 9))


def test_a_program_that_a_test_starts_is_cut_off_too():
    reach = "import socket; socket.getaddrinfo('localhost', 80)"
    child = subprocess.run([sys.executable, "-c", reach], capture_output=True, text=True, check=False)
    assert child.returncode == 1
    assert "the network is forbidden" in child.stderr
