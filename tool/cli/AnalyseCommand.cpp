//===- AnalyseCommand.cpp - asyncsafe analyse -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Analyses the programs of one unit, and writes their findings to a file. Neither parses nor reads
// sources.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/Answers.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/Command.h"
#include "tool/cli/FindingRows.h"
#include "tool/cli/Index.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/WriteFile.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runAnalyse(const Invocation &I);

Command asyncsafe::AnalyseCommand("analyse", "large builds: analyse the programs of one captured unit",
                                  runAnalyse);
static cl::opt<std::string> Graph(cl::Positional, cl::desc("GRAPH"), cl::Required,
                                  cl::sub(AnalyseCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string> AnswersPath("answers",
                                        cl::desc("The answers of 'asyncsafe link', or the slice for GRAPH"),
                                        cl::value_desc("file"), cl::Required, cl::sub(AnalyseCommand.Sub),
                                        cl::cat(ourOptions()));
static cl::opt<std::string>
    Output("o", cl::desc("Write the findings to this file (atomically, and only if it changes)"),
           cl::value_desc("file"), cl::Required, cl::sub(AnalyseCommand.Sub), cl::cat(ourOptions()));

static llvm::Error isOutdated(llvm::StringRef File) {
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      (File + ": is not the graph that " + AnswersPath + " was linked from; run 'asyncsafe link' again")
          .str());
}

/// The graph of a unit, as it was linked.
static llvm::Expected<std::string> graphOf(const Answers &All, size_t Unit, llvm::StringRef Builder) {
  auto Captured = readCapturedUnit(All.GraphFiles[Unit], Builder);
  if (!Captured)
    return Captured.takeError();
  if (idOf(Captured->Job) != All.Ids[Unit] || Captured->Record.GraphHash != All.Units.Records[Unit].GraphHash)
    return isOutdated(All.GraphFiles[Unit]);
  return std::move(Captured->Record.Graph);
}

static llvm::Expected<std::string> findingsOf(llvm::StringRef Builder) {
  auto All = readAnswers(AnswersPath, Builder);
  if (!All)
    return All.takeError();
  auto Own = readCapturedUnit(Graph, Builder);
  if (!Own)
    return Own.takeError();
  size_t Unit = static_cast<size_t>(llvm::find(All->Ids, idOf(Own->Job)) - All->Ids.begin());
  if (Unit == All->Ids.size() || Own->Record.GraphHash != All->Units.Records[Unit].GraphHash)
    return isOutdated(Graph);
  FindingRows Rows(Builder.str());
  llvm::Error Unreadable = llvm::Error::success();
  for (size_t P = 0; P < All->Leaders.size() && !Unreadable; ++P) {
    if (All->Leaders[P] != Unit)
      continue;
    auto GraphOf = [&](size_t I) {
      auto Bytes = graphOf(*All, I, Builder);
      if (Bytes)
        return std::move(*Bytes);
      Unreadable = llvm::joinErrors(std::move(Unreadable), Bytes.takeError());
      return std::string();
    };
    const Program &Each = All->Found.Programs[P];
    std::string Failure = findRaw(Each, All->Units, GraphOf, Rows);
    if (!Failure.empty())
      Rows.keepFailure(Each, All->Units, Failure);
  }
  if (Unreadable)
    return std::move(Unreadable);
  return Rows.bytes();
}

static ExitCode runAnalyse(const Invocation &I) {
  if (!closeRoom({Output}) || !mayReplace(Output, ownKind(FindingsFile)))
    return ExitCode::Usage;
  auto Bytes = findingsOf(builderOf(I.ProgramPath));
  if (Bytes)
    return writeOwnFile(Output, ownKind(FindingsFile), *Bytes);
  complain(llvm::toString(Bytes.takeError()));
  return ExitCode::Usage;
}
