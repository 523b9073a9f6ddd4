//===- LinkCommand.cpp - asyncsafe link -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the symbols of all units and writes which programs they form.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/Answers.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/Command.h"
#include "tool/cli/DepFile.h"
#include "tool/cli/Index.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/WriteFile.h"
#include "tool/input/Paths.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runLink(const Invocation &I);

Command asyncsafe::LinkCommand("link", "large builds: compute the programs of captured units", runLink);
static cl::list<std::string> Graphs(cl::Positional, cl::desc("GRAPH..."), cl::OneOrMore,
                                    cl::sub(LinkCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string>
    Output("o", cl::desc("Write the answers to this file (atomically, and only if it changes)"),
           cl::value_desc("file"), cl::Required, cl::sub(LinkCommand.Sub), cl::cat(ourOptions()));
static cl::opt<bool>
    Slices("slices", cl::desc("Also write, for each GRAPH, GRAPH.answers: the part that its analysis reads"),
           cl::sub(LinkCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string> BuildPath("p", cl::desc("Build folder, whose link steps say what a program is"),
                                      cl::value_desc("path"), cl::sub(LinkCommand.Sub),
                                      cl::cat(ourOptions()));
static cl::opt<unsigned>
    Skipped("skipped", cl::desc("Entries of the database that are neither C nor C++, for the report"),
            cl::value_desc("n"), cl::sub(LinkCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string>
    DepFile("depfile", cl::desc("Write the files of the build folder that were read to this file"),
            cl::value_desc("file"), cl::sub(LinkCommand.Sub), cl::cat(ourOptions()));

static std::string sliceFile(llvm::StringRef Graph) { return (Graph + ".answers").str(); }

/// Drops what answers do not contain, since all units are in memory together: the graph, and the inputs
/// that it does not name, most of them headers of the system.
static void keepThin(UnitRecord &R) {
  R.Graph = std::string();
  std::set<std::string> Named;
  for (const std::string &File : R.Files)
    Named.insert(withoutDots(File));
  llvm::erase_if(R.Inputs, [&](const ReadFile &F) { return !Named.count(withoutDots(F.Path)); });
  R.Inputs.shrink_to_fit();
}

/// The units of all graphs; reports an error and returns nothing if one cannot be read.
static std::optional<std::vector<CapturedUnit>> readUnits(llvm::StringRef Builder) {
  std::vector<CapturedUnit> Units;
  std::map<std::string, std::string> GraphOf; ///< by identity
  for (const std::string &File : Graphs) {
    auto Unit = readCapturedUnit(File, Builder);
    if (!Unit) {
      complain(llvm::toString(Unit.takeError()));
      return std::nullopt;
    }
    auto [Same, New] = GraphOf.try_emplace(idOf(Unit->Job), File);
    if (!New) {
      complain(File + ": is the graph of the same unit as " + Same->second + "; name one of them");
      return std::nullopt;
    }
    keepThin(Unit->Record);
    Units.push_back(std::move(*Unit));
  }
  return Units;
}

/// Before anything is written.
static bool mayReplaceOutputs() {
  const OwnKind Kind = ownKind(AnswersFile);
  return mayReplace(Output, Kind) && (DepFile.empty() || mayReplace(DepFile, dependencyFile())) &&
         (!Slices ||
          llvm::all_of(Graphs, [&](llvm::StringRef Graph) { return mayReplace(sliceFile(Graph), Kind); }));
}

static ExitCode runLink(const Invocation &I) {
  std::vector<std::string> Outputs = {Output};
  if (!DepFile.empty())
    Outputs.push_back(DepFile);
  if (Slices)
    for (const std::string &Graph : Graphs)
      Outputs.push_back(sliceFile(Graph));
  if (!closeRoom(Outputs) || !mayReplaceOutputs())
    return ExitCode::Usage;
  std::string Builder = builderOf(I.ProgramPath);
  auto Units = readUnits(Builder);
  if (!Units)
    return ExitCode::Usage;
  llvm::SmallString<256> Folder(BuildPath);
  if (!Folder.empty())
    static_cast<void>(llvm::sys::fs::make_absolute(Folder));
  std::vector<std::string> Inputs;
  auto All = linkAnswers(std::move(*Units), {Graphs.begin(), Graphs.end()}, Folder, Inputs);
  if (!All) {
    complain(llvm::toString(All.takeError()));
    return ExitCode::Usage;
  }
  All->Skipped = Skipped;
  if (!DepFile.empty() && !isNoInput(DepFile, Inputs))
    return ExitCode::Usage;
  const OwnKind Kind = ownKind(AnswersFile);
  ExitCode Code = ExitCode::Clean;
  if (Slices) {
    std::vector<std::vector<size_t>> Led = programsLed(*All);
    for (size_t Unit = 0; Unit < Led.size() && Code == ExitCode::Clean; ++Unit)
      Code = writeOwnFile(sliceFile(All->GraphFiles[Unit]), Kind,
                          bytesOf(sliceFor(*All, Unit, Led[Unit]), Builder));
  }
  if (Code == ExitCode::Clean && !DepFile.empty())
    Code = writeOwnFile(DepFile, dependencyFile(), dependencyRule(Output, Inputs));
  return Code == ExitCode::Clean ? writeOwnFile(Output, Kind, bytesOf(*All, Builder)) : Code;
}
