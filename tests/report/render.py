# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Renders the stored report in every format and compares with the goldens.

usage: render.py ASYNCSAFE FOLDER [--update]
"""

import difflib
import json
import pathlib
import re
import shutil
import subprocess
import sys

FORMATS = {"text": "txt", "json": "json", "sarif": "sarif", "github": "github", "gitlab": "gitlab.json",
           "junit": "xml", "html": "html"}


def stable(name, text, used):
    """Takes out what changes with every check that is added or reworded, and with the version."""
    if name == "sarif":
        log = json.loads(text)
        driver = log["runs"][0]["tool"]["driver"]
        driver["semanticVersion"] = "VERSION"
        driver["rules"] = [rule for rule in driver["rules"] if rule["id"] in used]
        for rule in driver["rules"]:
            assert rule["help"]["text"] and rule["shortDescription"]["text"]
            assert rule.pop("helpUri").endswith(rule["id"].removeprefix("asyncsafe-") + ".md")
            rule["help"] = rule["shortDescription"] = rule["fullDescription"] = "(its text)"
        for result in log["runs"][0]["results"]:
            result["ruleIndex"] = [rule["id"] for rule in driver["rules"]].index(result["ruleId"])
        return json.dumps(log, indent=1, ensure_ascii=False) + "\n"
    if name == "html":
        text = re.sub(r'(<section class="check" id="[^"]*">\n<h2>.*</h2>\n<p>)[^<]*', r"\1(its summary)", text)
        text = re.sub(r'(<pre class="page">)[^<]*', r"\1(its page)", text)
        text = re.sub(r'(<p class="soft project">)[^<]*(?: · revision <code>[0-9a-f]{12}</code>)? · \d{4}-\d\d-\d\d<',
                      r"\1(project, revision, date)<", text)
        text = re.sub(r"<style>.*?(body:has|</style>)", r"<style>\1", text, flags=re.S)
        return re.sub(r"asyncsafe [0-9.]+</footer>", "asyncsafe VERSION</footer>", text)
    if name == "junit":
        suite = r'  <testsuite name="(asyncsafe-[^"]*)".*?</testsuite>\n'
        text = re.sub(suite, lambda m: m[0] if m[1] in used else "", text, flags=re.S)
        return re.sub(r'(<testsuites name="asyncsafe" tests=)"\d+"', r'\1"N"', text)
    return text


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2]).absolute()
    inputs = pathlib.Path(__file__).parent / "Inputs"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(inputs / "src", folder)
    report = (inputs / "report.json").read_text().replace("@DIR@", str(folder))
    (folder / "report.json").write_text(report)
    # All formats in one run, each into a file of its own.
    command = [program, "merge", "--root=.", "report.json"] + [f"--format={name}:out.{end}" for name, end in FORMATS.items()]
    result = subprocess.run(command, cwd=folder, text=True, capture_output=True)
    assert result.returncode == 3, (result.returncode, result.stderr)  # a unit failed
    assert result.stdout == "", result.stdout
    differs = False
    used = {finding["check"] for finding in json.loads(report)["findings"]}
    for name, end in FORMATS.items():
        text = stable(name, (folder / f"out.{end}").read_text(), used).replace(str(folder), "@DIR@")
        golden = inputs / f"golden.{end}"
        if "--update" in sys.argv:
            golden.write_text(text)
        elif golden.read_text() != text:
            differs = True
            sys.stdout.writelines(difflib.unified_diff(golden.read_text().splitlines(True), text.splitlines(True),
                                                       str(golden), name))
    sys.exit(differs)


main()
