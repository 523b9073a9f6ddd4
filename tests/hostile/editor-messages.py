# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""editor-messages.py FOLDER: no message of an editor ends its server.

LLVM's JSON parser recurses as deep as a message is nested.
"""
import pathlib
import sys

from lsp import Server, check

TEXT = "int main(void) { return 0; }\n"


def send(server, body):
    server.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.process.stdin.flush()


folder = pathlib.Path(sys.argv[1])
refused = "JSON parse error: [1:0, byte=0]: nested too deep"
deep = 200000
for name, body in (("arrays", b"[" * deep), ("closed", b"[" * deep + b"]" * deep), ("objects", b'{"a":' * deep),
                   ("behind-a-string", b'{"a\\"[": ' + b"[" * deep)):
    with Server(folder / name) as server:
        send(server, body)
        check(server.diagnostics(server.open("a.c", TEXT)) == [], name, "changes what is reported next")
        check(server.log_text().count(refused) == 1, name, "is not refused:", server.log_text())
# Brackets in text are no nesting, nor are those that are closed.
with Server(folder / "silent") as server:
    text = "// " + "[" * deep + "\n" + TEXT
    check(server.diagnostics(server.open("a.c", text)) == [], "brackets in text are taken for nesting")
    send(server, b'{"jsonrpc": "2.0", "method": "$/any", "params": [' + b"[]," * deep + b"[]]}")
    check(server.diagnostics(server.open("b.c", TEXT)) == [], "a long array is taken for a deep one")
    check(refused not in server.log_text(), "something is refused:", server.log_text())
