# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a runner would do with our part of a CI job, as a script of shell.

usage: steps.py action.yml|ci/gitlab.yml [NAME=VALUE…]     (inputs of the action, variables of the job)
"""

import re
import shlex
import sys

import yaml


def of_action(action, given):
    values = {name: given.get(name, one.get("default", "")) for name, one in action["inputs"].items()}
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash", step
        yield "("
        for name, text in step.get("env", {}).items():
            text = re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: values[m[1]], text)
            text = re.sub(r"\$\{\{ github\.\w+ \}\}", "unset", text)
            assert "${{" not in text, text
            yield f"export {name}={shlex.quote(text)}"
        assert "${{" not in step["run"], "what a stranger can write would be shell text"
        yield step["run"]
        yield ")"


def of_job(job, given):
    for name, value in {**job["variables"], **given}.items():
        yield f"export {name}={shlex.quote(str(value))}"
    yield from job["before_script"] + job["script"]


document = yaml.safe_load(open(sys.argv[1]))
given = dict(word.split("=", 1) for word in sys.argv[2:])
print("set -e -o pipefail")
print("\n".join(of_action(document, given) if "runs" in document else of_job(document[".asyncsafe"], given)))
