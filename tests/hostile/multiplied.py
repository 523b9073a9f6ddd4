# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""multiplied.py FOLDER: a small input that stands for a large one ends all the same.

Response files and configurations that name each other, databases and settings that are deep, wide
or circular, and sources that expand: within 30 seconds of the processor and 4 GiB, in the program and in the editor.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))
from growing import HEAD, PROGRAMS
from limits import limits

work = pathlib.Path(sys.argv[1]).absolute()
shutil.rmtree(work, ignore_errors=True)
asyncsafe, clangd = os.environ["ASYNCSAFE"], os.environ["ASYNCSAFE_CLANGD"]


def project(name, source="int f(void) { return 0; }\n", flags=(), file="a.c"):
    folder = work / name
    folder.mkdir(parents=True)
    (folder / file).write_text(source)
    (folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(folder), "file": file, "arguments": ["clang", *flags, "-c", file]}]))
    return folder


def run(folder, *arguments, codes=(0,), said="", program=asyncsafe):
    environment = {**os.environ, "XDG_CONFIG_HOME": str(work / "none"), "XDG_CACHE_HOME": str(work / "cache")}
    what = f"{folder.name}: {os.path.basename(program)} {' '.join(arguments)}"[:200]
    try:
        result = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, env=environment,
                                stdin=subprocess.DEVNULL, timeout=150, preexec_fn=limits(4, 30))
    except subprocess.TimeoutExpired:
        sys.exit(f"{what}: hangs")
    output = result.stdout + result.stderr
    if (result.returncode not in codes if codes else result.returncode < 0) or said not in output or "\x1b" in output:
        sys.exit(f"{what}: exit code {result.returncode}\n{output[-3000:]!r}")
    return output


def both(folder, **expected):
    run(folder, "check", "-p", ".", **expected)
    if os.path.exists(clangd):
        run(folder, "--check=a.c", program=clangd, codes=(), said="All checks completed")


LATE = ("static int held(pthread_mutex_t *m) { pthread_mutex_lock(m); pthread_testcancel(); pthread_mutex_unlock(m);"
        " return 0; }\n")

# Response files: thirty of two words are 2^30; one names itself; one that is there is read, in both.
folder = project("laughs", flags=["@r0"])
for i in range(30):
    (folder / f"r{i}").write_text(f"@r{i + 1} @r{i + 1}\n")
(folder / "r30").write_text("-DX=1\n")
both(folder)
folder = project("itself", flags=["@r"])
(folder / "r").write_text("-DX @r @r\n")
both(folder)
folder = project("found", "#if X != 1 || Y != 2\n#error lost\n#endif\nint f(void);\n", flags=["@r", "@w"])
(folder / "r").write_text("-DX=1 @s\n")
(folder / "w").write_bytes("\ufeff-DZ".encode("utf-16-le"))
(folder / "s").write_text("'-DY=2'\n")
both(folder)
if os.path.exists(clangd):
    run(folder, "--check=a.c", program=clangd, codes=(0,), said="All checks completed, 0 errors")
# The name of one that is not there is told to no terminal.
both(project("forged", flags=["@\x1b]0;forged\x07", "@no\n::error::such"]))

# Configurations that name configurations.
folder = project("configurations", flags=["--config=./c0.cfg"])
for i in range(4):
    (folder / f"c{i}.cfg").write_text(f"--config=./c{i + 1}.cfg\n" * 100)
(folder / "c4.cfg").write_text("-DX\n")
both(folder)
folder = project("found-configuration", "#if X != 1\n#error lost\n#endif\nint f(void);\n", flags=["--config=./c.cfg"])
(folder / "c.cfg").write_text("# a comment\n-I<CFGDIR>/x @d.cfg\n")
(folder / "d.cfg").write_text("-DX=1\n")
both(folder)

# Databases: deep, wide, with one command of many words.
folder = project("deep")
for text in ("[" * 1000000, '{"a":' * 1000000, "[" * 50000 + "]" * 50000):
    (folder / "compile_commands.json").write_text(text)
    run(folder, "check", "-p", ".", codes=(2,), said="compile_commands.json")
folder = project("words", flags=["-DX"] * 200000)
both(folder)
folder = project("entries")
(folder / "compile_commands.json").write_text("[" + ",".join(
    f'{{"directory":"/","file":"n{i}.c","command":"c n{i}.c"}}' for i in range(200000)) + "]")
run(folder, "check", "-p", ".", "n1.c", codes=(2,))

# Folders that lead back to themselves, settings that inherit for ever.
folder = project("loops")
(folder / "inner").mkdir()
(folder / "inner" / "back").symlink_to(folder)
run(folder, "check", "-p", ".", "inner", codes=(2,))
deep = folder
for i in range(200):
    deep = deep / "d"
    deep.mkdir()
    (deep / ".clang-tidy").write_text("InheritParentConfig: true\nChecks: 'asyncsafe-*'\n")
(deep / "a.c").write_text("int f(void) { return 0; }\n")
run(folder, "check", str(deep / "a.c"), "--")
(folder / ".clang-tidy").symlink_to(folder / ".clang-tidy")
run(folder, "check", "-p", ".")
(folder / ".clang-tidy").unlink()
(folder / ".clang-tidy").write_text("Checks: &a ['asyncsafe-*']\n" + "".join(
    f"X{i}: &x{i} [*x{i - 1}, *x{i - 1}]\n" if i else "X0: &x0 [*a]\n" for i in range(40)))
run(folder, "check", "-p", ".", codes=(0, 2))
(folder / ".clang-tidy").write_text("Checks: '" + "a*" * 3000 + "b,asyncsafe-*'\n")
run(folder, "check", "-p", ".", codes=(0, 2))
(folder / ".clang-tidy").write_text("Checks: '" + "asyncsafe-*,-asyncsafe-*," * 20000 + "asyncsafe-*'\n")
run(folder, "check", "-p", ".", codes=(0, 2))
(folder / ".clang-tidy").unlink()

# Expressions that repeat what repeats: LLVM would write it all out.
BOMB = "(((a{1,255}){1,255}){1,255}){1,255}"
for name, text in (("filter", f"HeaderFilterRegex: '{BOMB}'\n"), ("exclude", f"ExcludeHeaderFilterRegex: '{BOMB}'\n")):
    folder = project(f"expression-{name}", '#include "a.h"\nint f(void) { return 0; }\n')
    (folder / "a.h").write_text(HEAD + LATE)
    (folder / ".clang-tidy").write_text("Checks: 'asyncsafe-*'\n" + text)
    both(folder, codes=(0, 1), said="analysed 1 of 1 unit")
run(folder, "check", "-p", ".", f"--exclude={BOMB}", codes=(2,), said="asyncsafe: error: --exclude=")
(folder / ".clang-tidy").unlink()
if os.path.exists(clangd):
    for text in (f"If:\n  PathMatch: '{BOMB}'\nCompileFlags:\n  Add: -DX\n", f"If:\n  PathExclude: '{BOMB}'\nCompileFlags:\n  Add: -DX\n",
                 f"Diagnostics:\n  Includes:\n    IgnoreHeader: '{BOMB}'\n"):
        (folder / ".clangd").write_text(text)
        run(folder, "--check=a.c", "--enable-config", program=clangd, codes=(), said="All checks completed")

# Models with expressions that take long, or that are none.
for name in ("(a*)*(a*)*b" * 50, "(" * 100000, "a{1000}{1000}{1000}", "*" * 100000, "::" * 100000, "a<" * 50000):
    (folder / "m.json").write_text(json.dumps({"version": 1, "rows": [{"function": name, "effects": []}]}))
    run(folder, "check", "-p", ".", "--models=./m.json", codes=(0, 2))

# Sources that expand: what is left is a failed unit.
LAUGH = "".join(f"#define M{i} M{i + 1} M{i + 1} M{i + 1} M{i + 1}\n" for i in range(9)) + "#define M9 x\n"
SOURCES = {
    "include-itself": '#include "a.c"\n',
    "parentheses": "int x = " + "(" * 200000 + "0" + ")" * 200000 + ";\n",
    "braces": "void f(void) " + "{" * 100000 + "}" * 100000 + "\n",
    "conditions": "int x = " + "0 ? 1 : " * 5000 + "0;\n",
    "macros": LAUGH + "int f(void) { return 0; }\n#if 0\nM0\n#endif\n",
    "embed": '#embed "/dev/zero"\n',
    "line": "int f(void) { return 0; } //" + "x" * 5000000 + "\n",
    # Chains, each in one line and that the last: what is asked of a link walks no other.
    "commas": "int a; void f(void) { " + "a, " * 100000 + "a; }",
    "conjunctions": "int a, b; void f(void) { if (" + "a && " * 50000 + "a) b = 1; }",
    "stores": "volatile int a; void f(void) { " + "a = 1, " * 50000 + "a; }",
    "pointers": "struct s { struct s *n; int v; } *a; int f(void) { return a" + "->n" * 20000 + "->v; }",
}
for name, source in SOURCES.items():
    folder = project(name, source, flags=["-fbracket-depth=1000000"])
    run(folder, "check", "-p", ".", codes=(0, 3), said="asyncsafe: 0 findings; analysed ")
folder = project("templates", "template <int N> struct A { A<N + 1> a; };\nA<0> a;\n"
                 "template <int N> int f() { return f<N - 1>() + f<N - 2>(); }\ntemplate <> int f<0>() { return 0; }\n"
                 "template <> int f<1>() { return 0; }\nint g = f<800>();\n", flags=["-ftemplate-depth=1000"], file="a.cpp")
run(folder, "check", "-p", ".", codes=(0, 3), said="asyncsafe: 0 findings; analysed ")
folder = project("calls", "struct S { S &f(); };\nvoid f(S s) { s" + ".f()" * 16000 + "; }", file="a.cpp")
run(folder, "check", "-p", ".", said="asyncsafe: 0 findings; analysed 1 of 1 unit; nothing left out")
folder = project("choices", "void g(int);\nstruct M { void lock(); void unlock(); } m;\nvoid f(int x) { m.lock();\n"
                 + "".join(f"if (x == {i}) g(x);\n" for i in range(15000)) + "m.unlock(); }\n", file="a.cpp")
run(folder, "check", "-p", ".", said="asyncsafe: 0 findings; analysed 1 of 1 unit")
folder = project("constants", "constexpr long f(long n) { long s = 0; for (long i = 0; i < n; ++i) s += i; return s; }\n"
                 "constexpr long x = f(1L << 50);\n", file="a.cpp")
run(folder, "check", "-p", ".", codes=(0, 3), said="asyncsafe: 0 findings; analysed ")

# Programs that ask the analysis the same again and again, or a new question for each call.
for name, source in PROGRAMS.items():
    folder = project(f"growing-{name}", HEAD + source, flags=["-w"])
    run(folder, "check", "-p", ".", "--strict", "--sources=all", codes=(0, 1), said="analysed 1 of 1 unit")
