# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs what the pages for users say.  usage: docs.py ROOT FOLDER FLAGS…

ci.md: every line of every `sh` block, in a copy of the example project; the exit code is 0
or that of the comment.  suppressing.md: its C code is silent, and its settings work.
editors.md: settings parse, and the server takes the flags.  README.md lists all checks.  YAML is YAML, and what the
pages show of the files of `asyncsafe init` is in them."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import yaml

root, folder, flags = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute(), sys.argv[3:]
ASYNCSAFE = os.environ["ASYNCSAFE"]


def blocks(page, language):
    text = (root / "docs" / page).read_text()
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.M | re.S)


def run(command, code=0, **options):
    result = subprocess.run(command, text=True, capture_output=True, **options)
    assert result.returncode == code, (command, result.returncode, result.stdout[-2000:], result.stderr[-2000:])
    return result.stdout + result.stderr


def prepare_project():
    project = folder / "project"
    shutil.copytree(root / "examples", project)
    (project / ".gitignore").write_text("build\n*.json\n*.sarif\n*.html\n")
    tools = folder / "bin"
    tools.mkdir()
    llvm = pathlib.Path(os.environ["CLANG_TIDY"]).parent
    for name, tool in (("asyncsafe", ASYNCSAFE), ("clang-tidy-22", llvm / "clang-tidy"),
                       ("run-clang-tidy-22", llvm / "run-clang-tidy"), ("cc", llvm / "clang"), ("c++", llvm / "clang++")):
        (tools / name).symlink_to(tool)
    environment = {**os.environ, "PATH": f"{tools}:{llvm}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull,
                   "CC": str(llvm / "clang"), "CXX": str(llvm / "clang++")}
    environment.pop("GIT_DIR", None)
    for command in (["init", "-q", "-b", "main"], ["add", "."],
                    ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-q", "-m", "one"]):
        run(["git", *command], cwd=project, env=environment)
    return project, environment


def ci():
    project, environment = prepare_project()
    lines = [line for block in blocks("ci.md", "sh") for line in block.splitlines() if line.strip()]
    assert len(lines) >= 10
    for line in lines:
        code = re.search(r"# exit code (\d)", line)
        run(["bash", "-c", line], int(code[1]) if code else 0, cwd=project, env=environment)
    for name in ("asyncsafe.sarif", "asyncsafe.html", "merged.sarif", "asyncsafe-baseline.json"):
        assert (project / name).stat().st_size > 100, name
    return project, environment


def hooks(project, environment):
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())
    wanted = yaml.safe_load(blocks("ci.md", "yaml")[-1])[0]["hooks"]
    known = {hook["id"]: hook for hook in hooks}
    (project / "unlisted.c").write_text("int unlisted;\n")
    files = [f.name for f in project.iterdir()]
    for hook in hooks:
        given = [name for name in files if re.search(hook["files"], name)]
        assert {"pool.cpp", "worker.c", "pool.h", "unlisted.c"} <= set(given) and "README.md" not in given, given
        changed_lines = "--diff" in hook["entry"]
        said = run([*hook["entry"].split(), "-p", "build", *given], 0 if changed_lines else 1, cwd=project, env=environment)
        assert "unlisted.c: skipped" in said and "10 of 10 units" in said, said
        # A commit of a header alone, and of a file that nothing builds.
        said = run([*hook["entry"].split(), "-p", "build", "pool.h"], cwd=project, env=environment)
        assert re.search(r"analysed ([1-9]) of \1 unit", said), said
        assert "skipped" in run([*hook["entry"].split(), "-p", "build", "unlisted.c"], cwd=project, env=environment)
    assert all(hook["id"] in known for hook in wanted)


def shown_is_written():
    for option, page_blocks in (("github", 0), ("gitlab", 1)):
        text = run([ASYNCSAFE, "init", "--dry-run", "--ci=" + option, str(folder)])
        written = {line.strip() for line in text.splitlines()}
        for line in blocks("ci.md", "yaml")[page_blocks].splitlines():
            assert line.strip() in written or line.startswith("#"), line


def editors():
    for block in blocks("editors.md", "json"):
        json.loads(block)
    flags_named = set(re.findall(r"[\"'](--[a-z-]+=[^\"']*)[\"']", (root / "docs" / "editors.md").read_text()))
    assert flags_named
    server = os.environ["ASYNCSAFE_CLANGD"]
    if os.path.exists(server):
        run([server, *sorted(flags_named), "--version"])
    assert yaml.safe_load(blocks("editors.md", "yaml")[0])["Diagnostics"]["ClangTidy"]["FastCheckFilter"] == "Loose"


def suppressing():
    for number, block in enumerate(blocks("suppressing.md", "c")):
        file = folder / f"silent{number}.c"
        file.write_text(block)
        assert "0 findings (2 suppressed)" in run([ASYNCSAFE, "check", str(file), "--", *flags])
        file.write_text(re.sub(r"//.*", "", block))
        assert "2 findings;" in run([ASYNCSAFE, "check", str(file), "--", *flags], 1)
        for name, text in (("options", blocks("suppressing.md", "yaml")[0]), ("off", "Checks: '-asyncsafe-*'\n")):
            other = folder / name / file.name
            other.parent.mkdir(exist_ok=True)
            other.write_text(file.read_text())
            (other.parent / ".clang-tidy").write_text(text)
            assert "0 findings" in run([ASYNCSAFE, "check", str(other), "--", *flags])
    for block in blocks("suppressing.md", "yaml"):
        yaml.safe_load(block)


def readme():
    listed = re.findall(r"\[([a-z-]+)\]\(docs/checks/\1\.md\)", (root / "README.md").read_text())
    there = re.findall(r"^  asyncsafe-([a-z-]+) ", run([ASYNCSAFE, "explain"]), flags=re.M)
    assert sorted(listed) == there, set(listed) ^ set(there)


shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
project, environment = ci()
hooks(project, environment)
shown_is_written()
editors()
suppressing()
readme()
