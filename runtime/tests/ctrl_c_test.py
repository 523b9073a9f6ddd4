# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Presses Ctrl-C, through a pseudo-terminal, at the demo program in each of its states.

Arguments: the demo, the state, the number of presses it takes, then what must have been printed.
"""
import os
import pty
import select
import signal
import sys
import time

LIMIT_S = 20


def main():
    demo, state, presses, *wanted = sys.argv[1:]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(demo, [demo, state])
    printed = b""
    end = time.monotonic() + LIMIT_S

    def read_until(text):
        nonlocal printed
        while text not in printed:
            left = end - time.monotonic()
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                fail(f"no {text!r} within {LIMIT_S} s")
            try:
                more = os.read(terminal, 4096)
            except OSError:  # the other side has closed
                more = b""
            if not more:
                fail(f"ended without {text!r}")
            printed += more

    def fail(why):
        os.kill(child, signal.SIGKILL)
        sys.exit(f"{state}: {why}; it printed {printed!r}")

    def pending():
        with open(f"/proc/{child}/status") as status:
            sets = [line.split()[1] for line in status if line.startswith(("SigPnd:", "ShdPnd:"))]
        return any(int(each, 16) >> (signal.SIGINT - 1) & 1 for each in sets)

    read_until(b"ready")
    time.sleep(0.05)  # from "ready" into the state itself
    for press in range(int(presses)):
        if press > 0:
            read_until(b"cleaning up") if state == "cleanup" else None
            read_until(b"^C")  # the terminal's echo, after it has sent the signal
            while pending() and time.monotonic() < end:  # or the kernel makes one of the two
                time.sleep(0.01)
            time.sleep(0.05)
        os.write(terminal, b"\x03")
    status = None
    while status is None and time.monotonic() < end:
        # Output must be drained, or the child could block in it.
        if select.select([terminal], [], [], 0.01)[0]:
            try:
                printed += os.read(terminal, 4096)
            except OSError:
                pass
        done, found = os.waitpid(child, os.WNOHANG)
        status = found if done else None
    try:  # what it printed last
        while select.select([terminal], [], [], 0)[0] and (more := os.read(terminal, 4096)):
            printed += more
    except OSError:  # the end
        pass
    if status is None:
        fail("Ctrl-C did not end it")
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGINT:
        fail(f"wait status {status:#x} is not death by SIGINT")
    for text in wanted:
        if text.encode() not in printed:
            fail(f"it did not print {text!r}")


main()
