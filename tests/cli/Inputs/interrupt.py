"""Interrupts `asyncsafe check` in a pipe and on a terminal."""
import json
import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import time

ASYNCSAFE = os.environ["ASYNCSAFE"]
folder = pathlib.Path(sys.argv[1]).resolve()

# Many units, each of some seconds: deeply nested templates.
SLOW = """
template <int N, int M> struct S { static const int v = (S<N - 1, M>::v + S<N - 1, M + 1>::v) % 7; };
template <int M> struct S<0, M> { static const int v = M; };
int x = S<500, 0>::v;
"""
for i in range(40):
    (folder / f"slow{i}.cpp").write_text(SLOW)
(folder / "fast.c").write_text("int fast;\n")
(folder / "compile_commands.json").write_text(json.dumps([
    {"directory": str(folder), "file": file, "arguments": ["clang++-22", "-ftemplate-depth=2000", "-c", file]}
    for file in ["fast.c"] + [f"slow{i}.cpp" for i in range(40)]
]))
COMMAND = [ASYNCSAFE, "check", "-p", str(folder), "-j2"]


def check(condition, *what):
    if not condition:
        print(*what)
        sys.exit(1)


def heed():
    """Whoever runs the tests may ignore these, and a child inherits that."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def in_a_pipe(number):
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed)
    time.sleep(1)
    check(process.poll() is None, "the run ended before it could be interrupted")
    start = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    check(process.returncode == 130, number, "exit code", process.returncode)
    check(time.monotonic() - start < 1, number, "it took", time.monotonic() - start, "s to stop")
    check(out == b"" and err == b"", number, "something was written:", out, err)


def on_a_terminal():
    child, terminal = pty.fork()
    if child == 0:
        heed()
        os.environ["TERM"] = "xterm"
        os.execv(ASYNCSAFE, COMMAND)
    seen, deadline = b"", time.monotonic() + 20
    while b"slow" not in seen and time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 65536)
    check(b"/41] " in seen and b"\r" in seen, "there is no progress line:", seen)
    os.write(terminal, b"\x03")
    after = b""
    try:
        while block := os.read(terminal, 65536):
            after += block
    except OSError:
        pass  # the other end is closed
    _, status = os.waitpid(child, 0)
    check(os.WIFEXITED(status) and os.WEXITSTATUS(status) == 130, "status", status)
    check(after.endswith(b"\x1b[K"), "the progress line is left on the terminal:", after)
    check(b"finding" not in after, "a result was written:", after)


def ignored_by_the_parent():
    """A background job of a shell ignores SIGINT, and so must we."""
    process = subprocess.Popen(COMMAND[:-1] + ["-j1", "--alone", str(folder / "fast.c")], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    check(process.returncode == 0, "a SIGINT that the parent ignores ended it:", process.returncode)


def while_writing():
    """The result is written whole, though the reader is slow and Ctrl-C comes meanwhile."""
    body = "".join(
        f"void f{i}(pthread_mutex_t *m) {{ pthread_mutex_lock(m); pthread_testcancel(); pthread_mutex_unlock(m); }}\n"
        for i in range(400)
    )
    (folder / "many.c").write_text("#include <pthread.h>\n" + body)
    process = subprocess.Popen([ASYNCSAFE, "check", "--format=json", str(folder / "many.c"), "--"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=heed)
    start = process.stdout.read(1)  # it writes, and the pipe is full
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    check(process.poll() is None, "it did not finish what it was writing")
    report = json.loads(start + process.stdout.read())
    check(len(report["findings"]) == 400, len(report["findings"]), "findings")
    check(process.wait(timeout=20) == 130, "exit code", process.returncode)


in_a_pipe(signal.SIGINT)
in_a_pipe(signal.SIGTERM)
on_a_terminal()
ignored_by_the_parent()
while_writing()
