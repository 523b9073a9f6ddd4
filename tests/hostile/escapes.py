# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""escapes.py FOLDER INCLUDE: no text of a source or a file's name does anything on its way out."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as tree

work = pathlib.Path(sys.argv[1]).absolute()
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
asyncsafe = os.environ["ASYNCSAFE"]
FLAGS = ["--", "-nostdlibinc", "-isystem", sys.argv[2]]

# Everything that must not come out as it is, as bytes of a line of source.
CONTROLS = [bytes([c]) for c in (*range(1, 9), 11, 12, *range(14, 32), 127)]
C1 = [chr(c).encode() for c in range(0x80, 0xA0)]
BIDI = [chr(c).encode() for c in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, 0xFEFF)]
NO_CHARACTERS = [chr(c).encode() for c in (0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE, 0xE0041)]
BROKEN = [b"\xff", b"\xc3", b"\x80", b"\xe2\x80", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"]
COMMANDS = [b"\x1b]0;title\x07", b"\x1b[2J", b"::error::forged", b"##[error]forged", b"##vso[task.setvariable]x", b"]]>", b"--><script>",
            b"&#x1b;", b"%0A::error::forged", b"</testcase>", b'"}', b"\\u001b"]
ALL = CONTROLS + C1 + BIDI + NO_CHARACTERS + BROKEN + COMMANDS
# A long line is cut; these are short enough to be shown whole.
PIECES = [ALL[i:i + 16] for i in range(0, len(ALL), 16)]
COMMENTS = [b"/* " + b" ".join(c for c in piece if b"*/" not in c) + b" \xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80 */" for piece in PIECES]
SOURCE = b"#include <pthread.h>\n" + b"".join(
    b"void held%d(pthread_mutex_t *m) {\n  pthread_mutex_lock(m); %s\n  pthread_testcancel();\n  pthread_mutex_unlock(m);\n}\n"
    % (number, comment) for number, comment in enumerate(COMMENTS))
assert all(len(line) < 200 for line in SOURCE.splitlines())
NAMES = [b"a\n::error::forged.c", b"b\x1b[2Jc.c", b"c\xe2\x80\xaec.c", b"d\xc2\x9bm.c", b"e<&\">'.c", b"f%0A,x=y.c", b"g\rg.c",
         b"y,title=x:y.c", b"i\xef\xbf\xbe.c", b"j##[error]x.c", b"k\xff.c"]
for name in NAMES:
    (pathlib.Path(os.fsdecode(os.fsencode(str(work)) + b"/" + name))).write_bytes(SOURCE)


def run(*arguments, code, stdout=subprocess.PIPE):
    result = subprocess.run([asyncsafe, *arguments], cwd=os.fsencode(str(work)), stdin=subprocess.DEVNULL,
                            stdout=stdout, stderr=subprocess.PIPE, timeout=60)
    assert result.returncode == code, (arguments, result.returncode, result.stdout, result.stderr)
    return result.stdout, result.stderr


def harmless(output, what, lines=True):
    text = output.decode("utf-8")  # is UTF-8
    for c in text:
        ok = c == "\t" or (lines and c == "\n") or (unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"))
        assert ok, (what, hex(ord(c)), text[max(0, text.index(c) - 60):text.index(c) + 20])
    return text


files = [os.fsdecode(n) for n in NAMES]
FOUND = len(NAMES) * len(PIECES)
outputs = {}
for form in ("text", "json", "sarif", "github", "gitlab", "junit", "html"):
    out, err = run("check", *files, "--format", form, *FLAGS, code=1)
    harmless(err, form + " on standard error")
    outputs[form] = harmless(out, form)
    assert not any(line.lstrip().startswith("::error::") for line in outputs[form].splitlines()), form

# A line of text belongs to one finding, whatever a name says; the commands of servers are broken up.
assert "a<U+000A>::error::forged.c:3:3: error: " in outputs["text"]
assert "b<U+001B>[2Jc.c" in outputs["text"] and "c<U+202E>c.c" in outputs["text"] and "d<U+009B>m.c" in outputs["text"]
assert "<FF>" in outputs["text"] and "ä€😀" in outputs["text"]
assert "##[" not in outputs["text"] and "##vso[" not in outputs["text"]
# The caret stands below what it points at.
lines = outputs["text"].splitlines()
at = next(i for i, line in enumerate(lines) if line.startswith("    3 | "))
assert lines[at].index("pthread_mutex_lock") == lines[at + 1].index("^"), lines[at:at + 2]

for line in outputs["github"].splitlines():
    assert line.startswith("::error file="), line
    assert line.split("::", 2)[1].count(",title=") == 1, line
report = json.loads(outputs["json"])
assert len(report["findings"]) == FOUND
names = {os.path.basename(f["file"]) for f in report["findings"]}
assert {"b\x1b[2Jc.c", "c\u202ec.c", "d\u009bm.c", "i\ufffe.c"} <= names, names  # JSON says what is
assert json.loads(outputs["sarif"])["runs"][0]["results"] and len(json.loads(outputs["gitlab"])) == FOUND
suites = tree.fromstring(outputs["junit"])
failed = [case for case in suites.iter("testcase") if case.find("failure") is not None]
assert len(failed) == FOUND, len(failed)
assert "<script" not in outputs["html"] and outputs["html"].count("<article") == FOUND

# Complaints, failed units, and what other subcommands print.
(work / "bad.c").write_bytes(b"#error " + b" ".join(CONTROLS + BIDI + BROKEN) + b"\n")
for form in ("text", "json", "github", "junit", "html"):
    out, err = run("check", "bad.c", "--format", form, *FLAGS, code=3)
    harmless(out, "failed " + form), harmless(err, "failed " + form)
    if form == "junit":
        tree.fromstring(out)
for arguments in (["check", "no\n::error::such\x1b[2J\u202e.c", *FLAGS], ["check", "-p", "no\x1b[2J\n::error"],
                  ["merge", "no\u202e\x9b.json"], ["check", "--checks=x\x1b]0;y\x07", *FLAGS], ["check", "--\x1b[2J\u202e\n::error::such=x"],
                  ["\x1b[2J"], ["check", "-j", "\x1b[2J\u202e"], ["check", "--quiet=\x1b[2J\n::error::x"], ["dump", "--shuffles=\x9b"]):
    _, err = run(*arguments, code=2)
    text = harmless(err, arguments)
    assert not any(line.lstrip().startswith("::") for line in text.splitlines()), text
out, _ = run("dump", os.fsdecode(NAMES[1]), *FLAGS, code=0)
harmless(out, "dump")
