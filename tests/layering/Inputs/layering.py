"""The rules of docs/architecture.md that a compiler does not enforce:

1. an include never goes up the pipeline;
2. Clang's AST is met in capture/ alone, and what comes after it includes nothing of
   Clang or LLVM at all;
3. names of functions that models know stand in models/ and nowhere else;
4. whom a call runs is asked of analysis/engine/Callees.h alone;
5. where control goes is asked of analysis/engine/Paths.h: no worklist over successors elsewhere;
6. no folders include each other in a circle.
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
PIPELINE = ["effects", "models", "link", "capture", "analysis", "checks", "tool"]
# What a stage may include, besides itself.  capture and analysis do not know each other.
MAY_INCLUDE = {
    "effects": set(),
    "models": {"effects"},
    "link": {"effects"},
    "capture": {"effects", "models"},
    "analysis": {"effects", "models"},
    "checks": {"effects", "models", "analysis"},
    "tool": {"effects", "models", "link", "capture", "analysis", "checks"},
}
WITHOUT_CLANG = {"effects", "models", "link", "analysis", "checks"}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')

mistakes = []


def sources(stage):
    return sorted(p for p in (ROOT / stage).rglob("*") if p.suffix in (".h", ".cpp", ".inc"))


def check_includes(stage):
    for path in sources(stage):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            where = f"{path.relative_to(ROOT)}:{number}"
            top = match[1].split("/")[0]
            if top in PIPELINE and top != stage and top not in MAY_INCLUDE[stage]:
                mistakes.append(f"{where}: {stage} may not include {top}")
            if match[1].startswith("../"):
                mistakes.append(f"{where}: includes are spelled from the root")
            if stage in WITHOUT_CLANG and re.match(r"(clang|clang-tidy|llvm|clang-c|llvm-c)/", match[1]):
                mistakes.append(f"{where}: {stage} is without Clang and LLVM")
            if stage == "tool" and re.match(r"clang/Analysis/", match[1]):
                mistakes.append(f"{where}: the vehicles do not analyse")


def modelled_names():
    """Names in model rows that could be nothing but a function's: qualified, or with an
    underscore or capitals that plain English has not."""
    names = set()
    for path in sorted((ROOT / "models").glob("*.json")):
        if path.name == "schema.json":
            continue
        for row in json.loads(path.read_text()).get("rows", []):
            for key in ("name", "names"):
                value = row.get(key, [])
                names.update([value] if isinstance(value, str) else value)
    return {n for n in names if "_" in n or "::" in n}


def check_names():
    names = modelled_names()
    assert len(names) > 100, "the model files are not read"
    string = re.compile(r'"((?:[^"\\]|\\.)*)"')
    for stage in ("effects", "link", "capture", "analysis", "checks"):
        for path in sources(stage):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if INCLUDE.match(line) or line.lstrip().startswith("//"):
                    continue
                for literal in string.findall(line.split("//")[0]):
                    if literal in names:
                        mistakes.append(
                            f"{path.relative_to(ROOT)}:{number}: '{literal}' is a model's business; "
                            "names of functions stand in models/*.json"
                        )


def check_callees():
    """Callee::Body is one candidate or none; what that means for a question is said by Runs."""
    declared = re.compile(r"\bCallee &(\w+)")
    for stage in ("analysis", "checks"):
        for path in sources(stage):
            if path.parent == ROOT / "analysis" / "engine":
                continue
            text = path.read_text()
            names = "|".join({r"Callees\[[^\]]*\]", *declared.findall(text)})
            for number, line in enumerate(text.splitlines(), 1):
                if re.search(rf"(?:{names})\.Body\b", line):
                    mistakes.append(f"{path.relative_to(ROOT)}:{number}: ask Callees.h for the body that a call runs")


# They carry a state along, which Paths does not; each is to become a lattice of one Dataflow.
OWN_FLOW = {
    "analysis/steps/Dataflow.h",
    "analysis/steps/FeasiblePaths.h",
    "analysis/exposures/Explore.h",
    "analysis/handlers/HandlerErrno.cpp",
    "analysis/handlers/ProcessFlow.cpp",
    "analysis/handlers/RegistrationFlow.cpp",
    "analysis/handlers/SelfSignals.cpp",
    "analysis/waits/SignalMasks.cpp",
    "analysis/wakeups/EarlyWakes.cpp",
    "analysis/wakeups/LateClears.cpp",
}


def check_paths():
    for stage in ("analysis", "checks"):
        for path in sources(stage):
            name = str(path.relative_to(ROOT))
            if path.parent == ROOT / "analysis" / "engine":
                continue
            lines = path.read_text().splitlines()
            walks = []
            for first, line in enumerate(lines):
                if not re.search(r"(while|for) \(.*!\w+\.empty\(\)", line):
                    continue
                indent = len(line) - len(line.lstrip())
                for number in range(first + 1, len(lines)):
                    if lines[number].strip() and len(lines[number]) - len(lines[number].lstrip()) <= indent:
                        break
                    if "Successors" in lines[number]:
                        walks.append(number + 1)
            if walks and name not in OWN_FLOW:
                mistakes.append(f"{name}:{walks[0]}: ask Paths.h where control goes")
            if not walks and name in OWN_FLOW:
                mistakes.append(f"{name}: has no walk of its own any more; take it off the list")


def check_circles():
    """Takes away folders that include no other, again and again: what remains goes round in circles."""
    includes = {}
    for stage in PIPELINE:
        for path in sources(stage):
            folder = str(path.parent.relative_to(ROOT))
            used = includes.setdefault(folder, set())
            for line in path.read_text().splitlines():
                match = INCLUDE.match(line)
                if match and match[1].split("/")[0] in PIPELINE:
                    used.add(str(pathlib.PurePath(match[1]).parent))
    assert len(includes) > 10, "the folders are not read"
    while True:
        free = {f for f, used in includes.items() if not used & includes.keys() - {f}}
        if not free:
            break
        includes = {f: used for f, used in includes.items() if f not in free}
    for folder, used in sorted(includes.items()):
        others = sorted(used & includes.keys() - {folder})
        mistakes.append(f"{folder}: includes go round in a circle with {', '.join(others)}")


def check_llvm_version():
    allowed = {"capture/Compat.h"}
    for stage in PIPELINE:
        for path in sources(stage):
            if "LLVM_VERSION_MAJOR" in path.read_text() and str(path.relative_to(ROOT)) not in allowed:
                mistakes.append(f"{path.relative_to(ROOT)}: only capture/Compat.h asks which LLVM this is")


for stage in PIPELINE:
    check_includes(stage)
check_names()
check_callees()
check_paths()
check_circles()
check_llvm_version()
print("\n".join(mistakes))
sys.exit(bool(mistakes))
