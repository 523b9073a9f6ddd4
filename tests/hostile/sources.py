# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""sources.py FOLDER INCLUDE: what a source can ask of Clang besides being parsed, it does not get.

Assemblers that include files, pragmas for those who debug Clang, inputs that are no text, modules
from standard input, and configurations that are as deep as they are long.
"""
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))
from limits import limits

work = pathlib.Path(sys.argv[1]).absolute()
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
asyncsafe, clangd = os.environ["ASYNCSAFE"], os.environ["ASYNCSAFE_CLANGD"]
CLEAN = "asyncsafe: 0 findings; analysed 1 of 1 unit; nothing left out\n"
os.mkfifo(work / "pipe")
PLAIN = "int f(void) { return 0; }\n"
(work / "a.c").write_text(PLAIN)


def run(program, *arguments, folder=work):
    """With a standard input on which nothing ever comes."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(work / "none"), "XDG_CACHE_HOME": str(work / "cache")}
    silent, held = os.pipe()
    try:
        result = subprocess.run([program, *arguments], cwd=folder, capture_output=True, env=environment, stdin=silent,
                                timeout=150, preexec_fn=limits(4 if program == asyncsafe else 8, 30))
    except subprocess.TimeoutExpired:
        sys.exit(f"{arguments}: hangs")
    finally:
        os.close(silent), os.close(held)
    output = result.stdout.decode("utf-8"), result.stderr.decode("utf-8")
    if result.returncode < 0 or (program == asyncsafe and "\x1b" in "".join(output)):
        sys.exit(f"{arguments}: exit code {result.returncode}\n{output!r}"[:3000])
    return result.returncode, *output


def clean(what, *flags, folder=work):
    """Parsed as if what is asked for stood not there, and nothing printed."""
    said = run(asyncsafe, "check", what, "--", *flags, folder=folder)
    if said not in ((0, CLEAN, ""), (0, CLEAN, CLEAN)):  # a run that takes long says on standard error, too, what it did
        sys.exit(f"{what} {flags}: {said!r}")


def survives(what, *flags, folder=work):
    if not os.path.exists(clangd):
        return
    (folder / "compile_flags.txt").write_text("".join(f + "\n" for f in flags))
    _, out, err = run(clangd, f"--check={what}", "--enable-config", folder=folder)
    if "All checks completed" not in out + err:
        sys.exit(f"clangd {what} {flags}: {(out + err)[-3000:]}")


# An assembler inside a function opens what it is told to.
ASM = ["-fasm-blocks", "-fms-extensions"]
for directive in (".include", ".incbin"):
    for file in (str(work / "pipe"), "/dev/zero", "/proc/self/mem"):
        for text in (f'{{ {directive} "{file}" }}', f'{directive} "{file}"\n'):
            (work / "asm.c").write_text(f"void f(void) {{ __asm {text} }}\n")
            clean("asm.c", *ASM)
            clean("asm.c", "--target=x86_64-pc-windows-msvc")
            clean("asm.c", "--target=aarch64-pc-windows-msvc")
        survives("asm.c", *ASM)
# The function around one is analysed without it.
(work / "held.c").write_text("#include <pthread.h>\nvoid held(pthread_mutex_t *m) {\n  pthread_mutex_lock(m);\n  __asm nop\n"
                             "  pthread_testcancel();\n  pthread_mutex_unlock(m);\n}\n")
code, out, _ = run(asyncsafe, "check", "held.c", "--", *ASM, "-nostdlibinc", "-isystem", sys.argv[2])
assert code == 1 and "asyncsafe: 1 finding; analysed 1 of 1 unit" in out, out

# Pragmas that print, crash or loop.
for name in ("crash", "parser_crash", "assert", "handle_crash", "llvm_fatal_error", "llvm_unreachable", "llvm_report_fatal",
             "overflow_stack", "dump f", "macro M", "module_map m", "include_path", "diag_mapping", "sloc_usage", "modules all"):
    (work / "debug.c").write_text(f'#define M "\u202e"\n{PLAIN}#line 7 "\\033[2J"\n#pragma clang __debug {name}\nint g(void);\n'
                                  f'_Pragma("clang __debug {name}")\n')
    clean("debug.c")
    if name in ("crash", "overflow_stack", "llvm_fatal_error"):
        survives("debug.c")

# Inputs that were parsed before: bytes that their reader believes.
for language in ("ast", "pcm"):
    code, out, _ = run(asyncsafe, "check", "a.c", "--", "-x", language)
    assert code == 3 and "a.c: not analysed: its command line compiles it neither as C nor as C++" in out, out
# Standard input is what the editor sends, and in CI nothing.
for module in ("-", "m=-"):
    clean("a.c", "-x", "c++", "-std=c++20", f"-fmodule-file={module}")
    survives("a.c", "-std=c++20", f"-fmodule-file={module}")

# Configurations that are nested as deep as they are long.
DEEP = {"flow": "[" * 900000, "maps": "{a: " * 200000, "blocks": "- " * 400000, "keys": "? " * 400000, "tabs": "-\t" * 400000}
for kind, text in DEEP.items():
    for name in (".clang-tidy", ".clangd", ".clang-format"):
        folder = work / f"{kind}{name}"
        folder.mkdir()
        (folder / "a.c").write_text(PLAIN)
        (folder / name).write_text(text)
        survives("a.c", folder=folder)
        if name == ".clang-tidy":
            code, _, err = run(asyncsafe, "check", "a.c", "--", folder=folder)
            assert code == 2 and ".clang-tidy: is larger, or nested deeper, than a configuration can be" in err, (kind, err)
    (work / "overlay.yaml").write_text(text)
    clean("a.c", "-ivfsoverlay", str(work / "overlay.yaml"))
    survives("a.c", "-ivfsoverlay", str(work / "overlay.yaml"))
# Brackets in a regular expression are not depth, and a folder's name is told as others are.
folder = work / "shallow"
folder.mkdir()
(folder / "a.c").write_text(PLAIN)
(folder / ".clang-tidy").write_text("Checks: 'asyncsafe-*'\nHeaderFilterRegex: '" + "[[:alpha:]]*" * 300 + "[{]'\n")
clean("a.c", folder=folder)
folder = work / "\x1b[2J\u202e"
folder.mkdir()
(folder / "a.c").write_text(PLAIN)
(folder / ".clang-tidy").write_text("#" * (2 << 20))
code, _, err = run(asyncsafe, "check", "a.c", "--", folder=folder)
assert code == 2 and "<U+001B>[2J<U+202E>/.clang-tidy: is larger" in err, err
# Nor does the reader of clang-tidy's tell it beside us, each time that it looks.
for text, said in (("Checks: [\n", ".clang-tidy:1:10: "), ("Old: 1\n", ".clang-tidy:1:1: unknown key 'Old' is ignored\n"),
                   ("\x1b[2J: 1\n", ".clang-tidy:1:"), ("Checks: 1\n\"\\u202e\\x1b[2J\": 1\n", ".clang-tidy:2:1: ")):
    (folder / ".clang-tidy").write_text(text)
    _, out, err = run(asyncsafe, "check", "a.c", "--", folder=folder)
    assert err.count(".clang-tidy") == 1 and said in err and "<U+001B>[2J<U+202E>/.clang-tidy" in err, err
    assert not any(c in out + err for c in "\u202e\x1b"), (out, err)
