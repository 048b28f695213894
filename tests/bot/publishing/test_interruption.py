"""SIGTERM becomes an exception only while something can be cleaned up."""

from __future__ import annotations

import signal
import threading

import pytest

from bot.publishing.interruption import stopping_politely


def test_sigterm_raises_inside_and_is_as_before_outside() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), stopping_politely():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_another_thread_may_use_it_too() -> None:
    ran = []

    def work() -> None:
        with stopping_politely():
            ran.append(signal.getsignal(signal.SIGTERM))

    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert ran == [before]
