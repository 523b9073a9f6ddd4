# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the phases one by one, and compares with 'asyncsafe check': every format, byte for byte.

phases.py FOLDER FILE… -- FLAGS           these sources
phases.py FOLDER --runs-of TEST…          every `%asyncsafe check FILE… -- FLAGS` of these tests
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys

ASYNCSAFE = os.environ["ASYNCSAFE"]
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "html")


def run(*args, code=0, cwd=None):
    done = subprocess.run([ASYNCSAFE, *map(str, args)], capture_output=True, text=True, cwd=cwd)
    if done.returncode not in (code if isinstance(code, tuple) else (code,)):
        sys.exit(f"{shlex.join(map(str, done.args))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def report(folder, command, *args):
    """What goes to the standard streams, the exit code, and the texts of all other formats."""
    outputs = [f"--format={name}:{folder / (command + '.' + name)}" for name in FORMATS[1:]]
    done = run(command, "--show-suppressed", "--format=text", *outputs, *args, code=(0, 1, 3))
    texts = [(folder / (command + "." + name)).read_text() for name in FORMATS[1:]]
    return [done.stdout, done.stderr, str(done.returncode), *texts]


def phases(folder, files, flags, slices=False):
    graphs = []
    for number, file in enumerate(files):
        graphs.append(folder / f"{number}.graph")
        run("capture", file, "-o", graphs[-1], "--", *flags)
    answers = folder / "program.answers"
    run("link", *reversed(graphs), "-o", answers, *(["--slices"] if slices else []))
    findings = []
    for graph in graphs:
        findings.append(graph.with_suffix(".findings"))
        run("analyse", graph, "--answers", f"{graph}.answers" if slices else answers, "-o", findings[-1])
    return findings, answers


def compare(folder, files, flags, slices):
    folder.mkdir(parents=True)
    checked = report(folder, "check", *files, "--", *flags)
    findings, answers = phases(folder, files, flags, slices)
    reported = report(folder, "report", *findings, "--answers", answers)
    for name, one, other in zip(("text", "standard error", "exit code", *FORMATS[1:]), checked, reported):
        if one != other:
            sys.exit(f"{files} {flags}: {name} differs:\n--- check\n{one}\n--- report\n{other}")
    return checked[0]


def split(test, folder):
    """The files that split-file would write."""
    parts = re.split(r"(?m)^(?://|#)--- (.+)\n", test.read_text())
    for name, text in zip(parts[1::2], parts[2::2]):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def runs_of(test, folder):
    """The sources and flags of each run, once."""
    split(test, folder)
    seen = set()
    for line in re.findall(r"RUN: (?:not )?%asyncsafe check (.+? -- [^|]*)\|", test.read_text()):
        words = shlex.split(line.replace("%t", str(folder)))
        flags = words[words.index("--") + 1 :]
        names = [name for word in words[: words.index("--")] for name in sorted(map(str, pathlib.Path("/").glob(word[1:])))]
        key = (tuple(names), tuple(flags))
        if any(word.startswith("-") for word in words[: words.index("--")]) or key in seen:
            continue
        seen.add(key)
        yield names, flags


def refused(folder):
    """A function that is too large, in a file without findings: reports give its place all the same."""
    locks = range(160)
    file = folder / "large.c"
    file.write_text(
        "#include <pthread.h>\nextern pthread_mutex_t " + ", ".join(f"m{i}" for i in locks) + ";\nvoid large(int n) {\n"
        + "".join(f"  if (n > {i})\n    pthread_mutex_lock(&m{i});\n" for i in locks)
        + "".join(f"  if (n > {i})\n    pthread_mutex_unlock(&m{i});\n" for i in locks) + "}\n")
    assert "not covered: " in compare(folder / "refused", [str(file)], [], slices=False)


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    if sys.argv[2] != "--runs-of":
        dashes = sys.argv.index("--")
        print(compare(folder / "phases", sys.argv[2:dashes], sys.argv[dashes + 1 :], slices=False), end="")
        return
    count = 0
    os.chdir(folder)  # quoted are only files below the root
    for name in map(pathlib.Path, sys.argv[3:]):
        for files, flags in runs_of(name, folder / name.stem):
            compare(folder / f"run{count}", files, flags, slices=count % 2 == 1)
            count += 1
    refused(folder)
    print(f"{count} programs: the same bytes")


if __name__ == "__main__":
    main()
