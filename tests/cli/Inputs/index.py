"""Runs `asyncsafe check` with an index that is fresh, warm, out of date or foreign, and compares each answer with that of a
run without an index. Kills, full disks and damage: tests/faults."""
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

ASYNCSAFE = os.environ["ASYNCSAFE"]
folder = pathlib.Path(sys.argv[1]).resolve()
mock = sys.argv[2]
index = folder / ".cache" / "asyncsafe" / "index.sqlite"
seed = 20
# A few in every run of the tests; EDITS=1000 is for a night.
EDITS = int(os.environ.get("EDITS", "10"))
chance = random.Random(seed)

STRANGER = 65534  # a user who owns nothing

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
    for step in range(EDITS):
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
    assert EDITS < 100 or said == {0, 1}, said
    for name, text in SOURCES.items():
        write(name, text)


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
    for suffix in ("-wal", "-shm", "-journal"):
        clear()
        link = pathlib.Path(str(index) + suffix)
        link.symlink_to("nowhere")
        same(("a link beside it", suffix), warns=f"{suffix}: it is a link")
        link.unlink()
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
    """Read, and where it cannot keep what is new, said so once."""
    settled()
    text = (folder / "say.c").read_text()
    someone = {"user": STRANGER, "group": STRANGER, "extra_groups": []} if os.geteuid() == 0 else {}
    index.parent.parent.chmod(0o755)
    index.parent.chmod(0o555)
    index.chmod(0o444)
    try:
        same("read-only", warns="", **someone)
        write("say.c", text + "int more(void) { return 0; }\n", age=10)
        _, _, err = check(**someone)
        assert err.count("cannot be written: what this run found out is not kept") == 1, err
    finally:
        index.parent.chmod(0o755)
        index.chmod(0o644)
        write("say.c", text)


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


for test in (test_warm, test_edits, test_foreign, test_hostile, test_read_only, test_commands, test_selection):
    begun = time.monotonic()
    test()
    print(test.__name__, round(time.monotonic() - begun, 1), "s")
