"""What `asyncsafe check` writes to a terminal and to a pipe."""
import os
import pathlib
import pty
import subprocess
import sys

ASYNCSAFE = os.environ["ASYNCSAFE"]
source = pathlib.Path(sys.argv[1]).resolve() / "held.c"
source.write_text("""#include <pthread.h>
void held(pthread_mutex_t *m) { pthread_mutex_lock(m); pthread_testcancel(); pthread_mutex_unlock(m); }
""")
COMMAND = [ASYNCSAFE, "check", str(source), "--"]


def environment(**changes):
    clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CLICOLOR_FORCE")}
    return {**clean, "TERM": "xterm", **changes}


def terminal(**changes):
    child, master = pty.fork()
    if child == 0:
        os.execve(ASYNCSAFE, COMMAND, environment(**changes))
    seen = b""
    try:
        while block := os.read(master, 65536):
            seen += block
    except OSError:
        pass
    os.waitpid(child, 0)
    return seen


def pipe(**changes):
    return subprocess.run(COMMAND, capture_output=True, env=environment(**changes))


def check(condition, *what):
    if not condition:
        print(*what)
        sys.exit(1)


PROGRESS, COLOUR = b"[0/1] ", b"\x1b[0;1;31m"
seen = terminal()
check(PROGRESS in seen and b"\r\x1b[K" in seen, "no progress line, or it is not erased:", seen)
check(b"\x1b[" in seen.split(b"error")[0].rsplit(b"\r", 1)[1], "no colour:", seen)
check(seen.count(b"asyncsafe: 1 finding") == 1, "the last line is not there once:", seen)
seen = terminal(NO_COLOR="1")
check(PROGRESS in seen, "NO_COLOR takes the progress line away:", seen)
check(b"m" not in b"".join(part[:6] for part in seen.split(b"\x1b[")[1:] if part[:1].isdigit()), "NO_COLOR has colour:", seen)
seen = terminal(TERM="dumb")
check(b"\x1b" not in seen and PROGRESS not in seen, "a dumb terminal gets escape sequences:", seen)

piped = pipe()
check(b"\x1b" not in piped.stdout + piped.stderr, "a pipe gets escape sequences:", piped)
check(PROGRESS not in piped.stderr, "a pipe gets a progress line:", piped)
check(piped.stdout.splitlines()[-1] == piped.stderr.splitlines()[-1], "the last lines differ:", piped)
check(b"\x1b[" in pipe(CLICOLOR_FORCE="1").stdout, "CLICOLOR_FORCE is not honoured")
