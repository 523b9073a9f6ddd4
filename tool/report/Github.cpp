//===- Github.cpp - The report as GitHub workflow commands ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes lines to standard output that a GitHub job turns into annotations of the changed files. The
// path of a finding follows in the annotation's text.
//
//===----------------------------------------------------------------------===//

#include "tool/report/Escape.h"
#include "tool/report/Report.h"
#include "tool/report/SourceCache.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::StringRef;

static StringRef command(Level L) {
  switch (L) {
  case Level::Note:
    return "::notice";
  case Level::Warning:
    return "::warning";
  case Level::Error:
    return "::error";
  }
  return "::warning";
}

static std::string textOf(const Finding &F, StringRef Folder) {
  std::string Text = visible(F.Message);
  std::vector<Note> Path = pathOf(F);
  for (const Note &Step : llvm::drop_begin(Path))
    Text += "\n" + visible((shownFrom(Folder, Step.Where.File) + ":" + llvm::Twine(Step.Where.Line) + ": " +
                            Step.Message)
                               .str());
  for (const std::string &Line : {F.Consequence, F.Help})
    if (!Line.empty())
      Text += "\n" + visible(Line);
  return Text;
}

static void render(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out) {
  SourceCache Sources(R, Options.WorkingDirectory);
  for (const Finding &F : R.Findings) {
    Out << command(F.Severity) << " file=" << workflowValue(shownFrom(Options.Root, F.Where.File), true)
        << ",line=" << F.Where.Line;
    auto Begin = Sources.position(F.Where.File, F.Where.Begin),
         End = Sources.position(F.Where.File, F.Where.End);
    if (Begin && End && Begin->Line == F.Where.Line) {
      Out << ",endLine=" << End->Line;
      if (Begin->Line == End->Line) // columns are for annotations of one line
        Out << ",col=" << Begin->Column << ",endColumn=" << End->Column;
    }
    Out << ",title=" << workflowValue(F.Check, true) << "::" << workflowValue(textOf(F, Options.Root), false)
        << '\n';
  }
  for (const FailedUnit &F : R.Covered.Failed)
    Out << "::error file=" << workflowValue(shownFrom(Options.Root, F.File), true)
        << ",title=asyncsafe%3A not analysed::" << workflowValue(F.Reason, false) << '\n';
}

static const Format Github{"github", "annotations of a GitHub job", render};
static const RegisterFormat Registered(Github);
