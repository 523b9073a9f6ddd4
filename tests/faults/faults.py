# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Kills runs, fills disks and damages files: what comes out is the right answer or a clear error, never another answer, a crash
or a hang.

    tests/faults/faults.py FOLDER [--kills N] [--flips N] [--full N] [--together N] [--seed N] [--jobs N] [--only WORD]

Each fault is a case of its own with its own random numbers, so that a failed one can be run again by its name: `--only`. The
subject is a program of three units, small so that a run takes little else than its start. The test runs a few of each; the
counts of a long run are `--kills 1000 --flips 10000 --full 200 --together 200`, with ASYNCSAFE naming the program.
"""
import argparse
import collections
import concurrent.futures
import ctypes
import json
import os
import pathlib
import queue
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

ASYNCSAFE = os.environ["ASYNCSAFE"]
PATIENCE = 60  # seconds after which a run hangs
STRANGER = 65534  # a user who owns nothing
MS_NOSUID, MNT_DETACH, CLONE_NEWNS, MS_REC, MS_PRIVATE = 2, 2, 0x20000, 0x4000, 0x40000

# The handler is installed by another file, and what it calls stands in a third.
SOURCES = {
    "main.c": """#include "all.h"
static void report(int sig) { say(sig); }
int main(void) { return on_signal(10, report); }
""",
    "wrapper.c": """#include "all.h"
int on_signal(int sig, void (*handler)(int)) { return signal(sig, handler) != 0; }
""",
    "say.c": """#include "all.h"
void say(int sig) { PRINT; }
""",
    "all.h": """int printf(const char *, ...);
long write(int, const void *, unsigned long);
void (*signal(int, void (*)(int)))(int);
int on_signal(int, void (*)(int));
void say(int);
#define PRINT printf("signal %d", sig)
""",
}
UNITS = ("main", "wrapper", "say")
# What the header says instead in the other version: nothing is found there.
OTHER = ('printf("signal %d", sig)', 'write(1, "signal", sizeof(sig))')
NAMES_OF_INDEX = ("", "-wal", "-shm")
GRAPHS = [f"{unit}.graph" for unit in UNITS]
FINDINGS = [f"{unit}.findings" for unit in UNITS]
SLICES = [f"{unit}.graph.answers" for unit in UNITS]
STEPS = ([("capture", f"{unit}.c", "-o", f"{unit}.graph", "--", "-std=gnu17") for unit in UNITS]
         + [("link", *GRAPHS, "--slices", "-o", "p.answers")]
         + [("analyse", f"{unit}.graph", "--answers", f"{unit}.graph.answers", "-o", f"{unit}.findings") for unit in UNITS]
         + [("report", *FINDINGS, "--answers", "p.answers", "--format=json:report.json")])


class Wrong(Exception):
    pass


def outcome(process):
    """Exit code and standard streams; a run that does not end, or that a signal ends, is wrong."""
    try:
        out, err = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        raise Wrong(f"{process.args}: does not end")
    if process.returncode < 0 or process.returncode > 3:
        raise Wrong(f"{process.args}: exit code {process.returncode}: {err}")
    return process.returncode, out, err


class Project:
    """A copy of the subject, for one case at a time."""

    def __init__(self, folder):
        self.folder = folder
        self.index = folder / ".cache" / "asyncsafe" / "index.sqlite"
        self.shown = self.version = None
        self.folder.mkdir(parents=True)
        for name, text in SOURCES.items():
            self.write(name, text)
        (folder / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(folder), "file": f"{unit}.c", "arguments": ["clang", "-std=gnu17", "-c", f"{unit}.c"]} for unit in UNITS]))
        self.right, self.indexes, self.files, self.durations = {}, {}, {}, {}
        for version in (1, 0):
            self.turn(version)
            self.right[version] = self.answer(self.start("--no-index"))[0]
            self.index.parent.mkdir(parents=True, exist_ok=True)
            self.put({})
            self.same()
            self.indexes[version] = self.present()
            self.indexes[version, "wal"] = self.with_log()
            self.files[version] = self.phases()
        if [len(self.right[version][0]) for version in (0, 1)] != [1, 0] or "-wal" not in self.indexes[0, "wal"]:
            raise Wrong(f"not the subject that was meant: {self.right}, {list(self.indexes[0, 'wal'])}")
        self.names = sorted(os.listdir(folder))

    def write(self, name, text, age=100):
        (self.folder / name).write_text(text)
        when = time.time() - age
        os.utime(self.folder / name, (when, when))

    def turn(self, version):
        """The sources are of this version from now on."""
        self.version = version
        self.write("all.h", SOURCES["all.h"].replace(*OTHER) if version else SOURCES["all.h"], 100 - version)

    # The index.
    def put(self, files):
        for suffix in NAMES_OF_INDEX:
            name = pathlib.Path(str(self.index) + suffix)
            name.unlink(missing_ok=True)
            if suffix in files:
                name.write_bytes(files[suffix])

    def present(self):
        names = {suffix: pathlib.Path(str(self.index) + suffix) for suffix in NAMES_OF_INDEX}
        return {suffix: name.read_bytes() for suffix, name in names.items() if name.exists()}

    def with_log(self):
        """The index before what was written last has come from its log into the file, as a kill leaves it."""
        self.put({})
        self.same()
        reader = sqlite3.connect(self.index)
        reader.execute("UPDATE answers SET key = x'00'")  # a log, which a connection that stays open keeps
        reader.commit()
        self.same()
        files = {suffix: data for suffix, data in self.present().items() if suffix != "-shm"}
        reader.close()
        return files

    def start(self, *options, program=ASYNCSAFE, **how):
        return subprocess.Popen([program, "check", "-p", ".", "--format=json", *options], text=True, cwd=self.folder,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)

    def answer(self, process):
        code, out, err = outcome(process)
        if code not in (0, 1):
            raise Wrong(f"exit code {code}: {err}")
        report = json.loads(out)
        return (report["findings"], report["coverage"]), "".join(line for line in err.splitlines() if "warning" in line)

    def same(self, *options, silent=False, **how):
        """The answer is the right one; returns what it warns of."""
        found, err = self.answer(self.start(*options, **how))
        if found != self.right[self.version]:
            raise Wrong(f"another answer: {found}\n{err}")
        if silent and err:
            raise Wrong(f"it warns: {err}")
        return err

    # The phases.
    def run(self, step, **how):
        return subprocess.Popen([ASYNCSAFE, *step], text=True, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)

    def phases(self, steps=STEPS):
        for step in steps:
            code, _, err = outcome(self.run(step))
            if code not in (0, 1) or "warning" in err:
                raise Wrong(f"{step}: exit code {code}: {err}")
        return {name: (self.folder / name).read_bytes() for name in (*GRAPHS, "p.answers", *SLICES, *FINDINGS, "report.json")}

    def put_files(self, files):
        for name, data in files.items():
            (self.folder / name).write_bytes(data)

    def nothing_left(self):
        if (names := sorted(os.listdir(self.folder))) != self.names:
            raise Wrong(f"left behind: {set(names) ^ set(self.names)}")


#===----------------------------------------------------------------------===
# Cases: (project, random numbers) -> what happened, for the counts
#===----------------------------------------------------------------------===


def killed(project, what, process, chance):
    """Kills the process, and what it has started, at a random moment of its run; False if it had ended before."""
    time.sleep(chance.uniform(0, project.durations[what]))
    alive = process.poll() is None
    project.durations[what] *= 1.1 if alive else 0.8  # the load of the machine changes
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.communicate(timeout=PATIENCE)
    return alive


def measure(project, what, start):
    """How long it takes, once for each kind of run."""
    if what not in project.durations:
        begun = time.monotonic()
        outcome(start())
        project.durations[what] = time.monotonic() - begun


def kill_check(project, chance):
    """At a random moment of a run without an index, with one, or with one of other sources."""
    project.turn(chance.randrange(2))
    which = chance.choice((None, 0, 1, (0, "wal")))
    before = {} if which is None else project.indexes[which]
    project.put(before)
    what = (project.version, which)
    measure(project, what, project.start)
    project.put(before)
    hits = sum(killed(project, what, project.start(start_new_session=True), chance) for _ in range(chance.randint(1, 3)))
    left = "a log left" if "-wal" in project.present() else "no log left"
    project.same(silent=True)
    project.same(silent=True)
    return f"killed, {left}" if hits else "had ended"


def made_by(steps):
    """The files that these steps write."""
    written = [name for step in steps for name in (step[step.index("-o") + 1] if "-o" in step else "report.json",)]
    return written + (SLICES if any(step[0] == "link" for step in steps) else [])


def before_step(project, which):
    """The sources have changed, and the steps before this one have been done again."""
    project.turn(1)
    project.put_files(project.files[0])
    project.put_files({name: project.files[1][name] for name in made_by(STEPS[:which])})


def after_step(project, which):
    """Each file is the one from before or the one that was to come, and going on makes all of them."""
    for name in made_by(STEPS[which:]):
        file = project.folder / name
        if file.exists() and file.read_bytes() not in (project.files[0][name], project.files[1][name]):
            raise Wrong(f"{name} is neither what it was nor what it will be")
    if project.phases(STEPS[which:]) != project.files[1]:
        raise Wrong("the steps after it make other files")
    project.nothing_left()


def kill_phase(project, chance):
    which = chance.randrange(len(STEPS))
    before_step(project, which)
    measure(project, which, lambda: project.run(STEPS[which]))
    before_step(project, which)
    if chance.random() < 0.5:
        for name in made_by(STEPS[which:]):
            (project.folder / name).unlink()
    hit = killed(project, which, project.run(STEPS[which], start_new_session=True), chance)
    after_step(project, which)
    return f"{STEPS[which][0]} {'killed' if hit else 'had ended'}"


def damage(data, chance):
    """One to three bits flipped, or the end cut off."""
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    if chance.random() < 0.1:
        del data[chance.randrange(len(data)):]
    return bytes(data)


def flip_index(project, chance):
    project.turn(chance.randrange(2))
    files = dict(project.indexes[chance.choice((0, 1, (0, "wal"), (1, "wal")))])
    suffix = chance.choice(sorted(files))
    files[suffix] = damage(files[suffix], chance)
    project.put(files)
    first = project.same()
    if chance.random() < 0.2:
        project.same()  # with what the first has made of it
    return "not used, and says so" if first else "right in silence"


USES = [(name, step) for step in STEPS[len(UNITS):] for name in step if name in (*GRAPHS, "p.answers", *SLICES, *FINDINGS) and name != step[-1]]


def flip_file(project, chance):
    """The one that reads it refuses it, and writes nothing."""
    project.turn(0)
    project.put_files(project.files[0])
    name, step = chance.choice(USES)
    step = tuple(word.replace("report.json", "out") for word in step)
    if "-o" in step:
        step = tuple("out" if before == "-o" else word for before, word in zip(("", *step), step))
    bad = damage(project.files[0][name], chance)
    (project.folder / name).write_bytes(bad)
    code, out, err = outcome(project.run(step))
    (project.folder / name).write_bytes(project.files[0][name])
    if bad == project.files[0][name]:  # flipped back
        (project.folder / "out").unlink(missing_ok=True)
        return "undamaged"
    if code != 2 or not err.startswith(f"asyncsafe: error: {name}: ") or err.count("error:") != 1 or out:
        raise Wrong(f"{step} with a damaged {name}: exit code {code}: {out}{err}")
    project.nothing_left()
    return f"{step[0]} refuses it"


def limit_files(limit):
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return limited


def full_index(project, chance):
    """No file can grow beyond a limit."""
    project.turn(chance.randrange(2))
    project.put(chance.choice(({}, project.indexes[0], project.indexes[1], project.indexes[0, "wal"])))
    said = project.same(preexec_fn=limit_files(chance.randrange(1 << chance.randint(9, 18))))
    project.same(silent=True)
    return "says so" if said else "has room"


def full_phase(project, chance):
    """It writes all or says that it cannot."""
    which = chance.randrange(len(STEPS))
    before_step(project, which)
    code, _, err = outcome(project.run(STEPS[which], preexec_fn=limit_files(chance.randrange(1 << chance.randint(6, 12)))))
    if code == 2 and "cannot write" not in err:
        raise Wrong(f"{STEPS[which]}: {err}")
    after_step(project, which)
    return f"{STEPS[which][0]}: {'says so' if code == 2 else 'has room'}"


def small_disk(where, size):
    """Puts a file system of so many bytes there, which this process and its children alone see."""
    libc = ctypes.CDLL(None, use_errno=True)

    def mounted():
        if (libc.unshare(CLONE_NEWNS) or libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None)
                or libc.mount(b"tmpfs", str(where).encode(), b"tmpfs", MS_NOSUID, f"size={size}".encode())):
            raise OSError(ctypes.get_errno(), "a file system of its own is not allowed here")
        for suffix, data in mounted.files.items():
            try:
                pathlib.Path(str(where / "index.sqlite") + suffix).write_bytes(data)
            except OSError:
                pass  # the disk is full already
    return mounted


def full_disk(project, chance):
    """The folder of the index is a disk of its own, and full."""
    project.turn(chance.randrange(2))
    size = 4096 * chance.randint(1, 40)
    mount = small_disk(project.index.parent, size)
    mount.files = chance.choice(({}, project.indexes[0], project.indexes[1], project.indexes[0, "wal"]))
    project.put({})
    try:
        said = project.same(preexec_fn=mount)
    except subprocess.SubprocessError:
        return "not allowed here"
    return "says so" if said else "has room"


def together(project, chance):
    """Runs at once on one index."""
    project.turn(chance.randrange(2))
    project.put(chance.choice(({}, project.indexes[0], project.indexes[1], project.indexes[0, "wal"])))
    runs = []
    for _ in range(3):
        runs.append(project.start())
        time.sleep(chance.choice((0, 0, 0.005, 0.02)))
    for run in runs:
        found, err = project.answer(run)
        if found != project.right[project.version] or err:
            raise Wrong(f"beside others: {found}: {err}")
    project.same(silent=True)
    return "right"


def read_only(project, chance):
    """Another user's index, that cannot be written."""
    project.turn(chance.randrange(2))
    files = project.indexes[chance.choice((0, 1, (0, "wal")))]
    project.put(files)
    folder = chance.random() < 0.5
    project.index.parent.chmod(0o555 if folder else 0o777)
    for suffix in files:
        pathlib.Path(str(project.index) + suffix).chmod(0o444)
    try:
        project.same(**({"user": STRANGER, "group": STRANGER, "extra_groups": []} if os.geteuid() == 0 else {}))
        if project.present().get("", b"") != files[""]:
            raise Wrong("a read-only index was written")
    finally:
        project.index.parent.chmod(0o755)
    return "read"


def other_version(project, chance):
    """An index of another version or of something else is left alone; rows of another build are not used."""
    project.turn(0)
    project.put(project.indexes[0])
    if chance.random() < 0.3:
        project.same(program=project.folder.parent / "other-build", silent=True)
        if project.present()[""] == project.indexes[0][""]:
            raise Wrong("another build's rows were taken")
        project.same(silent=True)
        return "another build"
    pragma, says = chance.choice((("user_version", "another version"), ("application_id", "not an index of asyncsafe")))
    database = sqlite3.connect(project.index)
    database.execute(f"PRAGMA {pragma}={chance.choice((0, 2, 77, -1, 2**31 - 1))}")
    database.commit()
    database.close()
    before = project.present()[""]
    err = project.same()
    if says not in err or project.present()[""] != before:
        raise Wrong(f"{pragma}: {err}")
    return says


CASES = {  # by the option that counts them
    "kills": (kill_check, kill_phase),
    "flips": (flip_index, flip_file),
    "full": (full_index, full_phase, full_disk),
    "together": (together, read_only, other_version),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    for name in CASES:
        parser.add_argument(f"--{name}", type=int, default=0, help="so many of each case of: " + ", ".join(c.__name__ for c in CASES[name]))
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", help="the case of this name, such as flip_index-17")
    options = parser.parse_args()
    folder = options.folder.resolve()
    jobs = [(case, number) for name, cases in CASES.items() for case in cases for number in range(getattr(options, name))]
    jobs.sort(key=lambda job: job[1])  # some of each, should it be stopped
    if options.only:
        name, number = options.only.rsplit("-", 1)
        jobs = [(case, int(number)) for cases in CASES.values() for case in cases if case.__name__ == name]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(ASYNCSAFE, folder / "other-build")
    with open(folder / "other-build", "ab") as program:
        program.write(b"x")
    free = queue.Queue()
    for worker in range(min(options.jobs, len(jobs))):
        free.put(Project(folder / str(worker)))
    counts = collections.defaultdict(collections.Counter)

    problems, stopped = [], []
    signal.signal(signal.SIGINT, lambda *_: stopped.append(True))

    def one(job):
        case, number = job
        if stopped:
            return
        project = free.get()
        try:
            what = case(project, random.Random(f"{options.seed} {case.__name__} {number}"))
        except Wrong as wrong:
            what = "WRONG"
            problems.append(f"{case.__name__}-{number}: {wrong}")
            print(problems[-1], file=sys.stderr, flush=True)
        finally:
            free.put(project)
        counts[case][what] += 1

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done in [pool.submit(one, job) for job in jobs]:
            done.result()
    for case, whats in counts.items():
        print(f"{case.__name__}: {sum(whats.values())}: " + ", ".join(f"{what} {n}" for what, n in sorted(whats.items())))
    print("nothing wrong" if not problems else f"{len(problems)} wrong")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
