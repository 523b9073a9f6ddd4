"""Runs `asyncsafe check` with an index that is fresh, warm, out of date, cut off, damaged, foreign or in use, and
compares each answer with that of a run without an index."""
import json
import os
import pathlib
import random
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import time

ASYNCSAFE = os.environ["ASYNCSAFE"]
folder = pathlib.Path(sys.argv[1]).resolve()
mock = sys.argv[2]
index = folder / ".cache" / "asyncsafe" / "index.sqlite"
seed = 20
# A few of each in every run of the tests; FAULTS=1000 is for a night.
FAULTS = int(os.environ.get("FAULTS", "1"))
chance = random.Random(seed)

SOURCES = {
    "main.c": """#include <signal.h>
#include "wrap.h"
static void report(int sig) { say(sig); }
int main(void) {
  on_signal(SIGUSR1, report);
  return 0;
}
""",
    "signals.c": """#include <signal.h>
#include "wrap.h"
void on_signal(int sig, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigaction(sig, &action, 0);
}
""",
    "say.c": """#include <stdio.h>
#include <unistd.h>
#include "wrap.h"
void say(int sig) { PRINT("signal", sig); }
""",
    "apart.c": """#include <stdio.h>
int apart(void) { return puts("apart"); }
""",
    "wrap.h": """#define PRINT(text, sig) printf("%s %d", text, sig)
void on_signal(int sig, void (*handler)(int));
void say(int sig);
""",
}
LOUD, QUIET = 'printf("%s %d", text, sig)', 'write(1, text, sizeof(sig))'


def write(name, text, age=100):
    (folder / name).write_text(text)
    when = time.time() - age
    os.utime(folder / name, (when, when))


for name, text in SOURCES.items():
    write(name, text)
(folder / "compile_commands.json").write_text(json.dumps([
    {"directory": str(folder), "file": name,
     "arguments": ["clang-22", "-nostdlibinc", "-isystem", mock, "-std=gnu17", "-c", name]}
    for name in SOURCES if name.endswith(".c")
]))


def start(*options, command="check", **how):
    return subprocess.Popen([ASYNCSAFE, command, "-p", str(folder), "--format=json", *options], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)


def end(process):
    out, err = process.communicate(timeout=60)
    assert process.returncode in (0, 1), (process.returncode, err)
    report = json.loads(out)
    return report["findings"], report["coverage"], err


def check(*options, **how):
    return end(start(*options, **how))


def same(what, *options, warns=None, **how):
    """The answer is that of a run without an index."""
    findings, coverage, err = check(*options, **how)
    wanted, wanted_coverage, _ = check("--no-index")
    assert findings == wanted and coverage == wanted_coverage, (what, findings, wanted, err)
    if warns is not None:
        assert (warns in err) if warns else "warning" not in err, (what, err)
    return findings


def clear():
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(str(index) + suffix).unlink(missing_ok=True)


def test_warm():
    assert len(same("cold", warns="")) == 1
    assert index.exists()
    same("warm", warns="")
    # Of the same size and time it passes for unchanged: nothing is read, let alone parsed.
    before = os.stat(folder / "wrap.h")
    (folder / "wrap.h").write_text(SOURCES["wrap.h"].replace("printf", "printx"))
    os.utime(folder / "wrap.h", ns=(before.st_atime_ns, before.st_mtime_ns))
    findings, coverage, _ = check()
    assert len(findings) == 1 and not coverage["failed"], (findings, coverage)
    write("wrap.h", SOURCES["wrap.h"], age=50)
    same("the same content at another time", warns="")


def test_edits():
    """Any edit and its reversal, in any order: the same as from scratch."""
    changes = [
        ("wrap.h", LOUD, QUIET), ("say.c", 'PRINT("signal", sig);', ""), ("signals.c", "handler};", "SIG_IGN};"),
        ("main.c", "SIGUSR1", "SIGTERM"), ("main.c", "say(sig);", "say(sig); /* NOLINT */"),
        ("apart.c", "int apart", "static int n;\nint apart"), ("wrap.h", "#define", "\n\n#define"),
        ("say.c", "void say(int sig) {", "// NOLINTNEXTLINE\nvoid say(int sig) {"),
    ]
    done, said = [False] * len(changes), set()
    for step in range(10 * FAULTS):
        which = chance.randrange(len(changes))
        done[which] = not done[which]
        texts = dict(SOURCES)
        for (name, old, new), wanted in zip(changes, done):
            if wanted:
                texts[name] = texts[name].replace(old, new)
        for name, text in texts.items():
            if (folder / name).read_text() != text:
                write(name, text, age=chance.choice([0, 100]))
        said.add(len(same(("edit", step, done))))
    assert FAULTS == 1 or said == {0, 1}, said
    for name, text in SOURCES.items():
        write(name, text)


def test_two_at_once():
    clear()
    runs = [start() for _ in range(3)]
    answers = [end(run) for run in runs]
    assert answers[0][:2] == answers[1][:2] == answers[2][:2], answers
    assert not any("warning" in err for _, _, err in answers), answers
    same("after three at once", warns="")


def test_killed():
    for _ in range(4 * FAULTS):
        clear()
        run = start()
        time.sleep(chance.uniform(0, 0.4))
        run.kill()
        run.communicate()
        same("after kill -9", warns="")


def settled():
    """The index as one file, with nothing left beside it."""
    same("filling it")
    database = sqlite3.connect(index)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return index.read_bytes()


def put(data):
    clear()
    index.write_bytes(data)


def test_damaged():
    whole = settled()
    for size in (0, 50, 4096, len(whole) - 1):
        put(whole[:size])
        same(("truncated", size))
    for _ in range(12 * FAULTS):
        data = bytearray(whole)
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        put(bytes(data))
        same(("flipped", at))
    put(whole)
    same("whole again", warns="")


def test_foreign():
    whole = settled()
    for pragma, says in (("user_version=99", "another version"), ("application_id=7", "not an index of asyncsafe")):
        put(whole)
        database = sqlite3.connect(index)
        database.execute("PRAGMA " + pragma)
        database.commit()
        database.close()
        same(pragma, warns=says)
    put(whole)
    database = sqlite3.connect(index)
    database.execute("CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM answers; END")
    database.commit()
    database.close()
    same("a trigger", warns="damaged")
    clear()
    other = folder / "letter.txt"
    other.write_text("Dear index,\n" * 100)
    same("no database", f"--index={other}", warns="not used")
    assert other.read_text() == "Dear index,\n" * 100
    cleared = subprocess.run([ASYNCSAFE, "index", "clear", "-p", str(folder), f"--index={other}"], capture_output=True)
    assert cleared.returncode == 2 and other.exists(), cleared


def test_hostile():
    """A project that was just cloned may bring an index, or what only looks like one."""
    for suffix in ("", "-wal"):
        clear()
        os.mkfifo(str(index) + suffix)
        same(("a pipe", suffix), warns="a pipe")
    clear()
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    cache = folder / ".cache"
    cache.rename(folder / "kept")
    cache.symlink_to(elsewhere)
    same("a link", warns="is a link")
    assert not list(elsewhere.iterdir())
    cache.unlink()
    (folder / "kept").rename(cache)
    # What it may write to is read by nobody that changes sources.
    settled()
    before = index.read_bytes()
    done = subprocess.run([ASYNCSAFE, "check", "-p", str(folder), "--fix-dry-run"], capture_output=True, text=True)
    assert done.returncode in (0, 1) and index.read_bytes() == before, done
    (folder / "build.ninja").unlink(missing_ok=True)
    os.mkfifo(folder / "build.ninja")
    same("a pipe as build.ninja")
    (folder / "build.ninja").unlink()


def test_read_only():
    """Shared as it is: read, and never written.  (The super-user writes where no bit allows it.)"""
    settled()
    write("say.c", SOURCES["say.c"].replace("signal", "Signal"))
    mode = stat.S_IMODE(os.stat(index.parent).st_mode)
    before = index.read_bytes()
    index.chmod(0o444)
    index.parent.chmod(0o555)
    same("read-only")
    assert os.geteuid() == 0 or index.read_bytes() == before
    index.parent.chmod(mode)
    index.chmod(0o644)
    write("say.c", SOURCES["say.c"])


def test_full_disk():
    clear()

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))

    same("no room", preexec_fn=limited)
    same("room again", warns="")


def test_commands():
    same("filling it")
    shown = subprocess.run([ASYNCSAFE, "index", "status", "-p", str(folder)], capture_output=True, text=True)
    assert "4 units" in shown.stdout and str(index) in shown.stdout, shown
    shown = subprocess.run([ASYNCSAFE, "index", "programs", "-p", str(folder)], capture_output=True, text=True)
    assert shown.stdout.startswith("apart: library, callers unknown, 1 unit\n"), shown
    assert "\nmain: program, by its symbols, 3 units\n" in shown.stdout, shown
    subprocess.run([ASYNCSAFE, "index", "clear", "-p", str(folder)], check=True)
    assert not index.exists()
    same("--no-index", "--no-index")
    assert not index.exists()


def test_selection():
    """Files choose what is reported, not what is known."""
    findings, coverage, _ = check(str(folder / "say.c"))
    assert len(findings) == 1 and coverage["units"] == 1, (findings, coverage)
    findings, coverage, _ = check(str(folder / "main.c"))
    assert not findings and coverage["units"] == 1, (findings, coverage)
    findings, coverage, _ = check("--alone", str(folder / "say.c"))
    assert not findings and coverage["units"] == 1, (findings, coverage)


for test in (test_warm, test_edits, test_two_at_once, test_killed, test_damaged, test_foreign, test_hostile, test_read_only, test_full_disk,
             test_commands, test_selection):
    begun = time.monotonic()
    test()
    print(test.__name__, round(time.monotonic() - begun, 1), "s")
