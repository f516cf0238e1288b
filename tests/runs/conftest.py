"""What tests of runs share."""

import signal

import pytest


@pytest.fixture
def impatient():
    """Nothing here may wait for ever: after half a minute the test fails."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(number, frame):
        pytest.fail("it waits for ever")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, 30)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
