# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The demo extension under a real Ctrl-C. Arguments: the folder of the extension, then the scenario."""
import os
import pty
import select
import signal
import subprocess
import sys
import threading
import time

LIMIT_S = 20


def child(scenario):
    import asyncsafe_demo as demo

    read_end, _write_end = os.pipe()
    before = signal.getsignal(signal.SIGINT)
    if scenario == "idle":
        cost = demo.idle_cost()
        sys.exit(0 if cost < 5 else f"an idle poll takes {cost:.2f} ns")
    if scenario == "cancelled_thread":
        sys.exit(0 if demo.cancel_within() and demo.unwound() == 1 else "the cancellation did not come through")
    if scenario == "any_exception":
        def raise_something(_number, _frame):
            raise ZeroDivisionError("from the handler")
        signal.signal(signal.SIGALRM, raise_something)
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        try:
            demo.read_with(read_end)
        except ZeroDivisionError:
            sys.exit(0 if demo.unwound() == 1 else "C++ was not unwound")
        sys.exit("the handler's exception did not come")
    if scenario == "handler_that_returns":
        ran = []
        signal.signal(signal.SIGALRM, lambda *_: (ran.append(1), os.write(_write_end, b"x")))
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        sys.exit(0 if demo.read_with(read_end) == 1 and ran else "the read did not go on after the handler")
    if scenario == "other_thread":
        done = []
        worker = threading.Thread(target=lambda: done.append(demo.sleep_with(0.3)))
        worker.start()
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
            sys.exit("the main thread did not see it")
        except KeyboardInterrupt:
            pass
        worker.join()
        sys.exit(0 if done == [None] else "the other thread was affected")

    if scenario == "sub_interpreter":
        try:
            import _xxsubinterpreters as interpreters
        except ImportError:  # since Python 3.13
            import _interpreters as interpreters
        ended, written = os.pipe()
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            interpreters.run_string(interpreters.create(), f"""
import os, sys
sys.path.insert(0, {sys.path[0]!r})
import asyncsafe_demo
asyncsafe_demo.sleep_with(0.4)
os.write({written}, b"slept")
""")
            time.sleep(0.05)
            sys.exit("the main interpreter did not see it")
        except KeyboardInterrupt:
            pass
        os.set_blocking(ended, False)
        try:
            sys.exit(0 if os.read(ended, 5) == b"slept" else "?")
        except BlockingIOError:
            sys.exit("the sub-interpreter was affected")

    try:
        {"read_with": lambda: demo.read_with(read_end), "compute_with": demo.compute_with,
         "read_without": lambda: demo.read_without(read_end)}[scenario]()
    except KeyboardInterrupt:
        restored = signal.getsignal(signal.SIGINT) is before
        print("KeyboardInterrupt", "unwound" if demo.unwound() == 1 else "not-unwound",
              "restored" if restored else "not-restored", flush=True)


def rest_of(terminal):
    """What an ended child printed last."""
    printed = b""
    try:
        while select.select([terminal], [], [], 0)[0] and (more := os.read(terminal, 4096)):
            printed += more
    except OSError:  # the end
        pass
    return printed


def press_ctrl_c(scenario, limit):
    """Returns what the child prints until it ends, or None if Ctrl-C does not end it within the limit."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, __file__, sys.argv[1], "child", scenario])
    printed = b""
    pressed = False
    end = time.monotonic() + LIMIT_S
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.02)[0]:
            try:
                printed += os.read(terminal, 4096)
            except OSError:
                pass
        if not pressed and b"ready" in printed:
            time.sleep(0.1)
            os.write(terminal, b"\x03")
            pressed = True
            end = time.monotonic() + limit
        if os.waitpid(pid, os.WNOHANG)[0]:
            return (printed + rest_of(terminal)).decode()
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def main():
    sys.path.insert(0, sys.argv[1])
    if sys.argv[2] == "child":
        child(sys.argv[3])
        return
    scenario = sys.argv[2]
    if scenario in ("read_with", "compute_with"):
        printed = press_ctrl_c(scenario, LIMIT_S)
        if printed is None or "KeyboardInterrupt unwound restored" not in printed:
            sys.exit(f"{scenario}: {printed!r}")
    elif scenario == "read_without":
        printed = press_ctrl_c(scenario, 2)
        if printed is not None:
            sys.exit(f"without the runtime it should hang, but it ended: {printed!r}")
    else:
        sys.exit(subprocess.run([sys.executable, __file__, sys.argv[1], "child", scenario], timeout=LIMIT_S).returncode)


main()
