# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Follows docs/first-finding.md to the letter.  usage: first_finding.py ROOT FOLDER {shell|neovim|emacs|qtcreator}

shell: every line of every `sh` block; the exit code is 0 or that of the comment.
neovim: the lines of Lua, in a Neovim without a screen; the findings arrive.
emacs: the lines of Lisp are the init file of an Emacs in a terminal; the findings arrive, and the commands that
 the page names show them.
qtcreator: the path of its clangd is the one setting, a Qt Creator without a screen opens the project, and wait.c in it; the
 findings arrive.
"""

import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time

root, folder, part = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
page = (root / "docs" / "first-finding.md").read_text()


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", page, flags=re.M | re.S)


tools = folder / "bin"
tools.mkdir(parents=True)
llvm = pathlib.Path(os.environ["CLANG_TIDY"]).parent
for name, tool in (("asyncsafe", os.environ["ASYNCSAFE"]), ("asyncsafe-clangd", os.environ["ASYNCSAFE_CLANGD"]),
                   ("clang-tidy-22", llvm / "clang-tidy")):
    (tools / name).symlink_to(tool)
environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(folder)}
(folder / "wait.c").write_text(blocks("c")[0])
(folder / "asyncsafe.lua").write_text(blocks("lua")[0])
(folder / "compile_flags.txt").write_text("-std=c17\n")
wanted = ["asyncsafe-check-then-block"]

if part == "shell":
    said = ""
    for line in "".join(blocks("sh")).splitlines():
        expected = re.search(r"# exit code (\d)", line)
        done = subprocess.run(["bash", "-c", line], cwd=folder, env=environment, text=True, capture_output=True)
        assert done.returncode == int(expected[1] if expected else 0), (line, done)
        said += done.stdout
        assert "explain" in line or all(check in done.stdout for check in wanted), (line, done)
    assert "wait.c:" in said
elif part == "emacs":
    (folder / ".emacs.d").mkdir()
    (folder / ".emacs.d" / "init.el").write_text(blocks("elisp")[0])
    commands = re.findall(r"`M-x ([a-z-]+)`", page)
    assert commands == ["flymake-show-buffer-diagnostics", "eglot-code-actions"], commands
    # The user's part, written down: wait, list, put the cursor on the finding, ask what can be done, leave.
    (folder / "user.el").write_text("""
(defun user-look ()
  (let ((found (and (featurep 'flymake) (flymake-diagnostics))))
    (if (not found)
        (run-at-time 0.3 nil #'user-look)
      (goto-char (flymake-diagnostic-beg (car found)))
      (let ((actions (mapcar (lambda (a) (plist-get a :title)) (eglot-code-actions (point) (1+ (point)) nil nil))))
        (flymake-show-buffer-diagnostics)
        (with-temp-file "seen"
          (insert (mapconcat #'flymake-diagnostic-text found "\n") "\n" (mapconcat #'identity actions "\n") "\n")
          (dolist (buffer (buffer-list))
            (when (string-match-p "Flymake diagnostics" (buffer-name buffer))
              (insert "listed: " (with-current-buffer buffer (buffer-string)) "\n")))))
      (kill-emacs 0))))
(run-at-time 0.3 nil #'user-look)
""")
    screen, terminal = pty.openpty()
    done = subprocess.Popen(["emacs", "-nw", "wait.c", "-l", "user.el"], cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal,
                            env={**environment, "TERM": "vt100"}, start_new_session=True,
                            preexec_fn=lambda: fcntl.ioctl(terminal, termios.TIOCSCTTY, 0))
    os.close(terminal)
    shown, end, pressed = b"", time.monotonic() + 400, 0.0
    while done.poll() is None and time.monotonic() < end:
        if select.select([screen], [], [], 0.2)[0]:
            try:
                shown += os.read(screen, 65536)
            except OSError:
                break
        if time.monotonic() > pressed + 1:  # eglot-ensure acts after a command: the user moves the cursor
            os.write(screen, b"\x0e")
            pressed = time.monotonic()
    if done.poll() is None:
        done.kill()
    done.wait(10)
    seen = (folder / "seen").read_text() if (folder / "seen").exists() else ""
    assert "'pause'" in seen and "suppress with NOLINT(asyncsafe-check-then-block)" in seen and "listed: " in seen, (seen, shown[-1500:])
elif part == "qtcreator":
    # What the settings page writes. The server is one that keeps a copy of what it tells.
    (folder / "compile_flags.txt").unlink()
    (folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(folder), "file": "wait.c", "arguments": ["cc", "-std=c17", "-c", "wait.c"]}]))
    server = folder / "bin" / "asyncsafe-clangd"
    (folder / "bin" / "server").symlink_to(server.readlink())
    server.unlink()
    server.write_text(f'#!/bin/sh\ncd "{folder}"\ncase "$*" in *--version*) exec bin/server "$@" ;; esac\n'
                      'echo "$@" > given; bin/server "$@" 2> log | tee told\n')
    server.chmod(0o755)
    assert "*Edit › Preferences › C++ › Clangd*: *Use clangd*, *Path to executable*" in page
    (folder / "settings" / "QtProject").mkdir(parents=True)
    (folder / "settings" / "QtProject" / "QtCreator.ini").write_text(
        f"[ClangdSettings]\nUseClangdV7=true\nCheckedHardware=true\nClangdPath={server}\n")
    with open(folder / "qtcreator.log", "w") as log:
        done = subprocess.Popen(["qtcreator", "-settingspath", "settings", "compile_commands.json", "wait.c"], cwd=folder, stdout=log,
                                stderr=log, start_new_session=True,
                                env={**environment, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder)})
    told, end = "", time.monotonic() + 400
    while done.poll() is None and time.monotonic() < end and wanted[0] not in told:
        time.sleep(0.3)
        told = (folder / "told").read_text(errors="replace") if (folder / "told").exists() else ""
    os.killpg(done.pid, signal.SIGKILL)
    done.wait(10)
    assert wanted[0] in told and "--clang-tidy=0" in (folder / "given").read_text(), (told[-1500:], (folder / "qtcreator.log").read_text())
else:
    (folder / "wait_for_findings.lua").write_text("""
vim.wait(60000, function() return #vim.diagnostic.get(0) >= 1 end, 100)
for _, finding in ipairs(vim.diagnostic.get(0)) do print(finding.code or finding.message) end
""")
    done = subprocess.run(["nvim", "--headless", "--clean", "wait.c", "-c", "luafile asyncsafe.lua",
                           "-c", "luafile wait_for_findings.lua", "-c", "qall!"],
                          cwd=folder, env=environment, text=True, capture_output=True, timeout=120)
    assert all(check in done.stdout + done.stderr for check in wanted), done
