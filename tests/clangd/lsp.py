# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A small client of the language server protocol, for tests of asyncsafe-clangd.

  with Server(folder) as server:
      file = server.open("a.cpp", text)
      for diagnostic in server.diagnostics(file): …

The protocol is spoken over the real pipes of a real process; what the server says is
read by a thread, so that nothing the test does can block it.
"""

import itertools
import json
import os
import pathlib
import queue
import subprocess
import threading
import time
import urllib.parse


class Failure(Exception):
    pass


def check(condition, *what):
    if not condition:
        raise Failure(" ".join(str(w) for w in what))


class File:
    """An open document.  Diagnostics carry the version that they were made for."""

    def __init__(self, path, text):
        self.path, self.text, self.version = path, text, 1
        self.uri = path.as_uri()


class Server:
    TIMEOUT = 60

    def __init__(self, folder, *flags, clangd=None, environment=None, related=True):
        self.related = related
        self.folder = pathlib.Path(folder).absolute()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = open(self.folder / "clangd.log", "wb")
        command = [clangd or os.environ["ASYNCSAFE_CLANGD"], "--background-index=0", "--log=info", *flags]
        variables = {**os.environ, "XDG_CONFIG_HOME": str(self.folder / "no-config"), **(environment or {})}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
                                        cwd=self.folder, env=variables)
        self.ids = itertools.count(1)
        self.answers, self.published = {}, {}
        self.news = threading.Condition()
        self.ended = None
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def __enter__(self):
        self.capabilities = self.request("initialize", {
            "processId": None,
            "rootUri": self.folder.as_uri(),
            "capabilities": {"textDocument": {
                "publishDiagnostics": {"relatedInformation": self.related, "versionSupport": True,
                                       "codeDescriptionSupport": True, "codeActionsInline": False},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
            }},
        })
        self.notify("initialized", {})
        return self

    def __exit__(self, *_):
        try:
            if self.process.poll() is None:
                self.request("shutdown", None, timeout=20)
                self.notify("exit", None)
                self.process.wait(20)
        except (Failure, subprocess.TimeoutExpired, BrokenPipeError):
            self.process.kill()
        self.log.close()

    # -- the wire

    def _read(self):
        out = self.process.stdout
        try:
            while True:
                length = None
                while (line := out.readline().strip()):
                    name, _, value = line.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                if length is None:
                    raise EOFError("the server closed its output")
                self._receive(json.loads(out.read(length)))
        except (EOFError, ValueError) as error:
            with self.news:
                self.ended = str(error)
                self.news.notify_all()

    def _receive(self, message):
        with self.news:
            if "id" in message and "method" not in message:
                self.answers[message["id"]] = message
            elif message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                self.published.setdefault(params["uri"], []).append(params)
            elif "id" in message:  # the server asks: agree
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
            self.news.notify_all()

    def _send(self, message):
        body = json.dumps(message).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failure(f"the server is gone (exit code {self.process.wait(10)}); its log:\n{self.log_text()}")

    def _wait(self, what, condition, timeout):
        deadline = time.monotonic() + (timeout or self.TIMEOUT)
        with self.news:
            while not condition():
                left = deadline - time.monotonic()
                if self.ended is not None:
                    raise Failure(f"no {what}: {self.ended} (exit code {self.process.wait(10)}); its log:\n{self.log_text()}")
                if left <= 0:
                    raise Failure(f"no {what} within {timeout or self.TIMEOUT} s; the server's log:\n{self.log_text()}")
                self.news.wait(left)

    def log_text(self):
        return (self.folder / "clangd.log").read_text(errors="replace")[-3000:]

    def notify(self, method, params):
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method, params, timeout=None):
        number = next(self.ids)
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        self._wait(f"answer to {method}", lambda: number in self.answers, timeout)
        answer = self.answers.pop(number)
        if "error" in answer:
            raise Failure(f"{method}: {answer['error']}")
        return answer["result"]

    # -- documents

    def open(self, name, text=None):
        path = self.folder / name
        if text is None:
            text = path.read_text()
        file = File(path, text)
        language = "c" if path.suffix == ".c" else "cpp"
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": file.uri, "languageId": language, "version": 1, "text": text}})
        return file

    def change(self, file, text):
        """Replaces the whole text; the server makes new diagnostics."""
        file.text = text
        file.version += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": file.uri, "version": file.version},
            "contentChanges": [{"text": text}]})

    def edit(self, file, line, column, length, text):
        """One keystroke, as an editor sends it."""
        lines = file.text.split("\n")
        row = lines[line]
        lines[line] = row[:column] + text + row[column + length :]
        file.text = "\n".join(lines)
        file.version += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": file.uri, "version": file.version},
            "contentChanges": [{"range": {"start": {"line": line, "character": column},
                                          "end": {"line": line, "character": column + length}},
                                "text": text}]})

    def close(self, file):
        self.notify("textDocument/didClose", {"textDocument": {"uri": file.uri}})

    def diagnostics(self, file, timeout=None):
        """Those of the file's current version."""
        def current():
            return [p for p in self.published.get(file.uri, []) if p.get("version") == file.version]
        self._wait(f"diagnostics of {file.path.name}, version {file.version}", current, timeout)
        return current()[-1]["diagnostics"]

    def ours(self, file, timeout=None):
        return [d for d in self.diagnostics(file, timeout) if str(d.get("code", "")).startswith("asyncsafe-")]

    def actions(self, file, diagnostic):
        return self.request("textDocument/codeAction", {
            "textDocument": {"uri": file.uri}, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic]}})


def text_of(file, range_):
    """The text that an LSP range (of ASCII text) covers."""
    lines = file.text.split("\n")
    start, end = range_["start"], range_["end"]
    if start["line"] == end["line"]:
        return lines[start["line"]][start["character"] : end["character"]]
    return "\n".join([lines[start["line"]][start["character"] :], *lines[start["line"] + 1 : end["line"]],
                      lines[end["line"]][: end["character"]]])


def apply_edits(text, edits):
    lines = text.split("\n")
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    offset = lambda p: offsets[p["line"]] + p["character"]
    for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
        text = text[: offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]) :]
    return text


def path_of(uri):
    return pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(uri).path))
