# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Outputs named like files that are there: a command of the phases replaces only what is of its own kind.

outputs.py FOLDER
"""
import json
import os
import pathlib
import sys

from phases import run

HERE = pathlib.Path(sys.argv[1]).resolve()
Path = pathlib.Path
FLAGS = ("--", "-std=c17", "-I.")


def state():
    """Each file with its content and time."""
    return {str(p): (p.is_symlink(), p.read_bytes(), p.stat().st_mtime_ns)
            for p in sorted(Path(".").rglob("*")) if p.is_file()}


def kept(file, says, *args):
    """The command fails because of this file, and writes nothing at all."""
    before = state()
    done = run(*args, code=2)
    assert done.stderr == f"asyncsafe: error: {file}: {says}; name another file for the output\n", f"{args}: {done.stderr}"
    assert state() == before, args


def replaced(file, content, *args):
    """The command puts its output in the place of this content."""
    Path(file).write_bytes(content)
    run(*args)
    assert Path(file).read_bytes() != content, args


def left(file, *args):
    """The command writes nothing to this file, since it would write the same."""
    os.utime(file, ns=(1, 1))
    before = Path(file).read_bytes()
    run(*args)
    assert Path(file).stat().st_mtime_ns == 1 and Path(file).read_bytes() == before, args


def foreign(kind):
    return f"is not a {kind} file of asyncsafe, and is left as it is"


READ = "is read by this command, and is left as it is"


def replaces_its_own():
    """What has been so is so still."""
    other_build = b"asyncsafe graph\n" + bytes(64)
    capture = ("capture", "a.c", "-o", "out.graph", *FLAGS)
    for content in (b"", other_build, Path("b.graph").read_bytes(), Path("b.graph").read_bytes()[:40]):
        replaced("out.graph", content, *capture)
    left("out.graph", *capture)
    link = ("link", "a.graph", "b.graph", "-o", "out.answers")
    for content in (b"", b"asyncsafe answers\ncut", Path("one.answers").read_bytes()):
        replaced("out.answers", content, *link)
    left("out.answers", *link)
    replaced("b.graph.answers", b"asyncsafe answers\n", *link, "--slices")
    analyse = ("analyse", "a.graph", "--answers", "p.answers", "-o", "out.findings")
    for content in (b"", b"asyncsafe findings\ncut"):
        replaced("out.findings", content, *analyse)
    left("out.findings", *analyse)
    ninja = ("ninja", "-p", "compile_commands.json", "-o", "out.ninja")
    run(*ninja, "--folder", "elsewhere")
    replaced("out.ninja", Path("out.ninja").read_bytes(), *ninja)
    replaced("out.ninja", b"", *ninja)
    left("out.ninja", *ninja)
    # Dependencies: of no inputs, of another output, of names with blanks, and those of a failed unit.
    Path("a b.h").write_text("")
    Path("blanks.c").write_text('#include "a b.h"\n#include "gone.h"\n')
    run("capture", "blanks.c", "-o", "a blank.graph", "--depfile", "blank.d", *FLAGS)
    assert "a\\ blank.graph:" in Path("blank.d").read_text()
    dependencies = ("capture", "a.c", "-o", "out.graph", "--depfile", "out.d", *FLAGS)
    for content in (b"", b"a.graph:\n", b"other.graph: \\\n  /usr/include/stdio.h \\\n  /a\n", Path("blank.d").read_bytes()):
        replaced("out.d", content, *dependencies)
    left("out.d", *dependencies)
    replaced("out.d", Path("out.d").read_bytes(), *link, "--depfile", "out.d")


def special_files():
    """Devices keep nothing, and a link stays one."""
    capture = ("capture", "a.c", "-o")
    run(*capture, "/dev/null", "--depfile", "/dev/null", *FLAGS)
    Path("linked.graph").symlink_to("out.graph")
    Path("dangling.graph").symlink_to("nowhere")
    replaced("linked.graph", b"", *capture, "linked.graph", *FLAGS)
    assert Path("linked.graph").is_symlink() and Path("out.graph").read_bytes() == Path("a.graph").read_bytes()
    run(*capture, "dangling.graph", *FLAGS)
    assert Path("dangling.graph").read_bytes() == Path("a.graph").read_bytes()
    Path("source.graph").symlink_to("a.c")
    kept("source.graph", foreign("graph"), *capture, "source.graph", *FLAGS)


def keeps_what_is_not_its_own():
    dependencies = Path("out.d").read_bytes()
    for name in ("a.c", "common.h", "compile_commands.json", "p.answers", "a.findings", "out.d", "mine.ninja"):
        kept(name, foreign("graph"), "capture", "a.c", "-o", name, "--depfile", "new.d", *FLAGS)
    for name in ("a.c", "b.c", "a.graph", "a.findings", "out.d"):
        kept(name, foreign("answers"), "link", "a.graph", "b.graph", "-o", name, "--slices", "--depfile", "new.d")
    for name in ("a.c", "a.graph", "p.answers", "out.d"):
        kept(name, foreign("findings"), "analyse", "a.graph", "--answers", "p.answers", "-o", name)
    for name in ("a.c", "mine.ninja", "compile_commands.json", "a.graph"):
        kept(name, foreign("Ninja"), "ninja", "-p", "compile_commands.json", "-o", name)
    # A slice in the place of another file, of one unit: nor is that of another unit written.
    Path("a.graph.answers").unlink()
    Path("b.graph.answers").write_text("my answers\n")
    kept("b.graph.answers", foreign("answers"), "link", "a.graph", "b.graph", "-o", "p.answers", "--slices")
    Path("b.graph.answers").unlink()

    # Dependencies: what compilers write, rules of make, and files that only begin like ours.
    texts = {
        "compiler.d": "a.o: a.c common.h \\\n other.h\n", "Makefile": "all: a.o\n\tcc a.o\n", "begins.d": dependencies.decode() + "more",
        "goes-on.d": "a.graph: \\\n", "ends.d": "a.graph:\n  a.c\n", "short.d": "a.graph: \\\n  \n", "two.d": "a.graph: \\\n  a.c\nb.graph:\n",
    }
    for name, text in texts.items():
        Path(name).write_text(text)
        kept(name, foreign("dependency"), "capture", "a.c", "-o", "new.graph", "--depfile", name, *FLAGS)
        kept(name, foreign("dependency"), "link", "a.graph", "b.graph", "-o", "new.answers", "--slices", "--depfile", name)
    for name in ("a.c", "a.graph", "p.answers", "mine.ninja"):
        kept(name, foreign("dependency"), "capture", "a.c", "-o", "new.graph", "--depfile", name, *FLAGS)

    # What is read is kept, though it is empty or looks like an output.
    Path("empty.h").write_text("")
    Path("rule.h").write_text("label: \\\n  0\n")
    Path("reads.c").write_text('#include "empty.h"\nvoid reads(void) {\n#if 0\n#include "common.h"\n#endif\n#include "rule.h"\n;\n}\n')
    Path("alias.h").symlink_to("empty.h")
    for name in ("empty.h", "rule.h", "./empty.h", "alias.h"):
        kept(name, READ, "capture", "reads.c", "-o", "new.graph", "--depfile", name, *FLAGS)
    kept("empty.h", READ, "capture", "reads.c", "-o", "empty.h", "--depfile", "new.d", *FLAGS)
    Path("nothing.c").write_text("")
    kept("nothing.c", READ, "capture", "nothing.c", "-o", "nothing.c", *FLAGS)
    # The same with its rights: what is kept is not a matter of the sandbox.
    kept("a.c", foreign("graph"), "capture", "a.c", "-o", "a.c", "--no-sandbox", *FLAGS)


def main():
    os.chdir(HERE)
    Path("common.h").write_text("#define COMMON 1\n")
    for name in "ab":
        Path(f"{name}.c").write_text(f'#include "common.h"\nint {name}(void) {{ return COMMON; }}\n')
        run("capture", f"{name}.c", "-o", f"{name}.graph", *FLAGS)
    run("link", "a.graph", "-o", "one.answers")
    run("link", "a.graph", "b.graph", "-o", "p.answers", "--slices")
    run("analyse", "a.graph", "--answers", "p.answers", "-o", "a.findings")
    Path("mine.ninja").write_text("# written by hand\nrule cc\n  command = cc $in -o $out\n")
    Path("compile_commands.json").write_text(json.dumps(
        [{"directory": str(HERE), "file": "a.c", "arguments": ["clang-22", "-c", "a.c"]}]))
    replaces_its_own()
    special_files()
    keeps_what_is_not_its_own()
    print("replaced its own, and nothing else")


main()
