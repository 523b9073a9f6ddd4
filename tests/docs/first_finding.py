"""Follows docs/first-finding.md to the letter.  usage: first_finding.py ROOT FOLDER {shell|neovim}

shell: every line of every `sh` block; the exit code is 0 or that of the comment.
neovim: the lines of Lua, in a Neovim without a screen; the findings arrive.
"""

import os
import pathlib
import re
import subprocess
import sys

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
else:
    (folder / "wait_for_findings.lua").write_text("""
vim.wait(60000, function() return #vim.diagnostic.get(0) >= 1 end, 100)
for _, finding in ipairs(vim.diagnostic.get(0)) do print(finding.code or finding.message) end
""")
    done = subprocess.run(["nvim", "--headless", "--clean", "wait.c", "-c", "luafile asyncsafe.lua",
                           "-c", "luafile wait_for_findings.lua", "-c", "qall!"],
                          cwd=folder, env=environment, text=True, capture_output=True, timeout=120)
    assert all(check in done.stdout + done.stderr for check in wanted), done
