//===- CheckCommand.cpp - asyncsafe check ---------------------------------===//
//
// Runs the checks over a project and reports.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/AnalysisFlags.h"
#include "tool/cli/Run.h"
#include "tool/cli/Terminal.h"
#include "tool/report/Report.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runCheck(const Invocation &I);

Command asyncsafe::CheckCommand("check", "find acquire/release code that an interruption breaks", runCheck);
static AnalysisFlags Flags(CheckCommand.Sub);
static cl::opt<unsigned> Threads("j", cl::desc("Units to analyse at once (default: one for each core)"),
                                 cl::value_desc("n"), cl::init(0), cl::Prefix, cl::sub(CheckCommand.Sub),
                                 cl::cat(ourOptions()));
static cl::opt<std::string> FormatName("format", cl::desc("How to report: text (default), json, ..."),
                                       cl::value_desc("name"), cl::init("text"), cl::sub(CheckCommand.Sub),
                                       cl::cat(ourOptions()));

static const Format *format() {
  if (const Format *F = findFormat(FormatName))
    return F;
  std::vector<std::string> Names;
  for (const Format *F : allFormats())
    Names.push_back(F->Name.str());
  complain(llvm::formatv("--format={0}: there is no such format; there are {1}", FormatName,
                         llvm::join(Names, ", ")).str());
  return nullptr;
}

static std::string render(const Report &R, const Format &F) {
  RenderOptions Options;
  Options.Colour = wantsColour(STDOUT_FILENO);
  llvm::SmallString<256> Here;
  if (!llvm::sys::fs::current_path(Here))
    Options.WorkingDirectory = Here.str().str();
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  F.Render(R, Options, Out);
  return Text;
}

static ExitCode runCheck(const Invocation &I) {
  const Format *F = format();
  std::optional<ReadyToParse> Ready = F ? prepare(Flags, I) : std::nullopt;
  if (!Ready)
    return ExitCode::Usage;
  Report R = analyse(Ready->Units.Jobs, Ready->Settings, Threads, Ready->ResourceDirectory);
  R.Covered.Skipped = Ready->Units.Skipped;

  ExitCode Written = writeWhole(render(R, *F));
  // The last line of either stream says what was covered; once is enough where
  // they are one, as text ends with it.
  if (F->Name != "text" || !sameFile(STDOUT_FILENO, STDERR_FILENO))
    llvm::errs() << "asyncsafe: " << coverageLine(R) << '\n';
  return worst({Written, R.Covered.Failed.empty() ? ExitCode::Clean : ExitCode::Incomplete,
                R.Findings.empty() ? ExitCode::Clean : ExitCode::Findings});
}
