# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The phases of asyncsafe as actions of Bazel.

`asyncsafe_aspect` captures the C and C++ sources of each target of the cc_* rules that it visits, and reports on the program
or library that a target and all that it depends on make. `asyncsafe_report` does so for several targets together.

Bazel moves sources about: an action sees them below a working folder that is another one on each machine. So graphs, findings
and reports name them below HERE, and `asyncsafe merge` puts a checkout in its place.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "CPP_COMPILE_ACTION_NAME", "C_COMPILE_ACTION_NAME")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

HERE = "/proc/self/cwd"

C_SOURCES = ["c"]
CPP_SOURCES = ["cc", "cpp", "cxx", "c++", "C"]

AsyncsafeInfo = provider(
    doc = "What the units of a target and of all that it depends on are captured as.",
    fields = {
        "graphs": "depset of the units' graphs",
        "sources": "depset of the files that findings may be in: units and headers",
    },
)

def _words(ctx, context, toolchain, file):
    """The compile command of a file, as the rule's own action has it."""
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    is_c = file.extension in C_SOURCES
    action = C_COMPILE_ACTION_NAME if is_c else CPP_COMPILE_ACTION_NAME
    cpp = ctx.fragments.cpp
    own = [ctx.expand_make_variables("copts", word, {}) for word in getattr(ctx.rule.attr, "copts", [])]
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        source_file = file.path,
        user_compile_flags = cpp.copts + (cpp.conlyopts if is_c else cpp.cxxopts) + own,
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = depset(transitive = [context.defines, context.local_defines]),
    )
    return [
        cc_common.get_tool_for_action(feature_configuration = features, action_name = action),
    ] + cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = action,
        variables = variables,
    )

def _run(ctx, inputs, output, arguments, mnemonic, message):
    ctx.actions.run(
        executable = ctx.file._program,
        inputs = inputs,
        outputs = [output],
        arguments = arguments,
        mnemonic = "Asyncsafe" + mnemonic,
        progress_message = message,
    )

def _capture(ctx, context, toolchain, file, headers):
    graph = ctx.actions.declare_file("_asyncsafe/%s/%s.graph" % (ctx.rule.attr.name, file.short_path.replace("../", "")))
    arguments = ctx.actions.args()
    arguments.add_all(["capture", file, "-o", graph, "--directory", HERE, "--whole-command", "--"])
    arguments.add_all(_words(ctx, context, toolchain, file))
    inputs = depset([file] + ctx.files._settings, transitive = [headers, toolchain.all_files])
    _run(ctx, inputs, graph, [arguments], "Capture", "Capturing " + file.short_path)
    return graph

def _report(ctx, name, info):
    """The actions after capture: one link, an analysis for each unit, one report."""
    graphs = info.graphs.to_list()
    answers = ctx.actions.declare_file("_asyncsafe/%s/program.answers" % name)
    arguments = ctx.actions.args()
    arguments.use_param_file("@%s", use_always = True)
    arguments.set_param_file_format("multiline")
    arguments.add_all(info.graphs)
    _run(ctx, info.graphs, answers, ["link", "-o", answers.path, arguments], "Link", "Linking the graphs of " + name)

    # A program is analysed with the unit that leads it, which is known after the link.
    findings = []
    for number, graph in enumerate(graphs):
        findings.append(ctx.actions.declare_file("_asyncsafe/%s/%d.findings" % (name, number)))
        _run(
            ctx,
            depset([answers], transitive = [info.graphs]),
            findings[-1],
            ["analyse", graph.path, "--answers", answers.path, "-o", findings[-1].path],
            "Analyse",
            "Analysing %s in %s" % (graph.short_path, name),
        )

    report = ctx.actions.declare_file(name + ".asyncsafe.json")
    arguments = ctx.actions.args()
    arguments.use_param_file("@%s", use_always = True)
    arguments.set_param_file_format("multiline")
    arguments.add_all(findings)

    # Findings, and units that do not compile, are for the reader of the report.
    ctx.actions.run_shell(
        command = '"$@" 2>/dev/null; code=$?; [ $code -le 1 ] || [ $code -eq 3 ] || { "$@"; exit $code; }',
        tools = [ctx.file._program],
        inputs = depset(findings + [answers], transitive = [info.sources]),
        outputs = [report],
        arguments = [
            ctx.file._program.path,
            "report",
            "--answers",
            answers.path,
            "--root",
            HERE,
            "--format=json:" + report.path,
            arguments,
        ],
        mnemonic = "AsyncsafeReport",
        progress_message = "Reporting on " + name,
    )
    return report

def _joined(infos, graphs = [], sources = depset()):
    return AsyncsafeInfo(
        graphs = depset(graphs, transitive = [info.graphs for info in infos]),
        sources = depset(transitive = [sources] + [info.sources for info in infos]),
    )

def _needed(rule):
    """What the aspect has found in a rule's dependencies."""
    targets = []
    for name in ["deps", "implementation_deps", "interface_deps"]:
        targets += getattr(rule.attr, name, None) or []
    return [target[AsyncsafeInfo] for target in targets if AsyncsafeInfo in target]

def _aspect_impl(target, ctx):
    below = _needed(ctx.rule)
    if CcInfo not in target or not hasattr(ctx.rule.files, "srcs"):
        return [_joined(below)] if below else []
    context = target[CcInfo].compilation_context
    toolchain = find_cpp_toolchain(ctx)
    units = [file for file in ctx.rule.files.srcs if file.extension in C_SOURCES + CPP_SOURCES]
    headers = depset([file for file in ctx.rule.files.srcs if file not in units], transitive = [context.headers])
    graphs = [_capture(ctx, context, toolchain, file, headers) for file in units]
    info = _joined(below, graphs, depset(units, transitive = [headers]))
    outputs = []
    if info.graphs.to_list():
        outputs = [_report(ctx, ctx.rule.attr.name, info)]
    return [info, OutputGroupInfo(asyncsafe = depset(outputs), asyncsafe_graphs = info.graphs)]

_PROGRAM = {
    "_program": attr.label(default = "//:program", allow_single_file = True),
    "_settings": attr.label(default = "//:settings", allow_files = True),
    "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
}

asyncsafe_aspect = aspect(
    implementation = _aspect_impl,
    attr_aspects = ["deps", "implementation_deps", "interface_deps"],
    attrs = _PROGRAM,
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
    incompatible_use_toolchain_transition = True,
    doc = "bazel build --aspects=@asyncsafe//:asyncsafe.bzl%asyncsafe_aspect --output_groups=asyncsafe //…",
)

def _rule_impl(ctx):
    info = _joined([target[AsyncsafeInfo] for target in ctx.attr.deps if AsyncsafeInfo in target])
    if not info.graphs.to_list():
        fail("%s: no C or C++ source is in these targets" % ctx.label)
    return [DefaultInfo(files = depset([_report(ctx, ctx.label.name, info)]))]

asyncsafe_report = rule(
    implementation = _rule_impl,
    attrs = dict(_PROGRAM, deps = attr.label_list(
        doc = "Targets of cc_* rules.",
        aspects = [asyncsafe_aspect],
        mandatory = True,
    )),
    doc = "NAME.asyncsafe.json: what is found in these targets and in all that they depend on.",
)
