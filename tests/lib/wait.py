"""Waiting for something to become true: polled against a deadline, never a bare sleep."""
import time


def until(condition, seconds=10.0, what="the condition"):
    """Calls condition until it returns something true, and returns that.

    An exception counts as "not yet"; the last one is told when the time is over."""
    end = time.monotonic() + seconds
    pause, last = 0.005, None
    while True:
        try:
            value, last = condition(), None
            if value:
                return value
        except Exception as e:  # not yet, whatever the reason
            last = e
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds} s" + (f" ({last!r})" if last else ""))
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
