//===- IndexCommand.cpp - asyncsafe index ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shows the contents of the index and the programs that the units form, and clears it.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/ClosedRoom.h"
#include "tool/cli/IndexFlags.h"
#include "tool/cli/Run.h"
#include "tool/cli/Terminal.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runIndex(const Invocation &I);

Command asyncsafe::IndexCommand("index", "show or clear what earlier runs have kept", runIndex);
static cl::opt<std::string> Wanted(cl::Positional, cl::desc("status|programs|clear"), cl::Required,
                                   cl::sub(IndexCommand.Sub), cl::cat(ourOptions()));
static AnalysisFlags Flags(IndexCommand.Sub);
static IndexFlags Where(IndexCommand.Sub);

static std::string count(uint64_t N, llvm::StringRef What) {
  return llvm::formatv("{0} {1}{2}", N, What, N == 1 ? "" : "s");
}

static ExitCode status(const std::string &File) {
  if (!llvm::sys::fs::exists(File))
    return writeWhole(llvm::formatv("{0}: no index yet\n", File).str());
  bool Damaged = false;
  Store Rows(File, Store::Access::ReadOnly, [&](const std::string &Why) {
    complain(Why);
    Damaged = true;
  });
  std::string Text = File + "\n";
  for (const Store::Size &S : Rows.sizes())
    Text += llvm::formatv("  {0}, {1}\n", count(S.Rows, S.Kind), count(S.Bytes, "byte"));
  return Damaged ? ExitCode::Usage : writeWhole(Text);
}

static ExitCode clear(const std::string &File) {
  if (Where.isNamed() && llvm::sys::fs::exists(File) && !Store::isOne(File)) {
    complain(File + ": not an index of asyncsafe; left alone");
    return ExitCode::Usage;
  }
  for (llvm::StringRef Suffix : {"", "-wal", "-shm"})
    if (std::error_code EC = llvm::sys::fs::remove(File + Suffix)) {
      complain(llvm::formatv("{0}{1}: cannot be removed: {2}", File, Suffix, EC.message()).str());
      return ExitCode::Usage;
    }
  return ExitCode::Clean;
}

static ExitCode programs(const ReadyToParse &Ready, const Invocation &I) {
  std::unique_ptr<Index> Kept = Where.open(Ready, I);
  Survey S = survey(Ready, {0, false, Kept.get()});
  std::string Text;
  for (const Program &P : S.Found.Programs) {
    Text += llvm::formatv("{0}: {1}, {2}\n", P.Name,
                          !P.HasMain   ? "library, callers unknown"
                          : P.IsLinked ? "program, by its link step"
                                       : "program, by its symbols",
                          count(P.Units.size(), "unit"));
    for (size_t Unit : P.Units)
      Text +=
          llvm::formatv("  {0}{1}\n", S.Units.Jobs[Unit].File,
                        llvm::is_contained(P.Own, Unit) ? "" : " (needed, reported with another program)");
  }
  if (S.Found.OverBudget)
    Text += llvm::formatv("{0} only in part: too large, or too much shared\n",
                          count(S.Found.OverBudget, "program"));
  return writeWhole(Text);
}

static ExitCode runIndex(const Invocation &I) {
  if (Wanted != "status" && Wanted != "programs" && Wanted != "clear") {
    complain(llvm::formatv("index {0}: expected status, programs or clear", Wanted).str());
    return ExitCode::Usage;
  }
  if (!closeRoom({}, Where.folders(Flags, I)))
    return ExitCode::Usage;
  if (Wanted == "programs") {
    std::optional<ReadyToParse> Ready = prepare(Flags, I);
    return Ready ? programs(*Ready, I) : ExitCode::Usage;
  }
  std::string File = Where.path(Flags.databaseFolder(I));
  if (File.empty()) {
    complain("there is no index without a compilation database; name one with --index");
    return ExitCode::Usage;
  }
  return Wanted == "clear" ? clear(File) : status(File);
}
