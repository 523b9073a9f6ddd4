//===- LinkSteps.cpp - Link steps of the build ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/LinkSteps.h"

#include "tool/input/InputFile.h"
#include "tool/input/Paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace asyncsafe;
using llvm::StringRef;
namespace path = llvm::sys::path;

/// A file made from other files; paths are absolute.
namespace {
struct Rule {
  std::string Output;
  std::vector<std::string> Inputs;
};
} // namespace

static std::string absolute(StringRef File, StringRef Folder) {
  llvm::SmallString<256> Path(File);
  makeAbsolute(Folder, Path);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

static std::unique_ptr<llvm::MemoryBuffer> read(const llvm::Twine &File, std::vector<std::string> *Inputs) {
  constexpr uint64_t Largest = 256u << 20;
  auto Text = readInput(File.str(), Largest);
  if (Text) {
    if (Inputs)
      Inputs->push_back(File.str());
    return std::move(*Text);
  }
  llvm::consumeError(Text.takeError()); // another build system is used
  return nullptr;
}

//===----------------------------------------------------------------------===//
// build.ninja
//===----------------------------------------------------------------------===//

/// The words of a build statement; ':' and '|' are words of their own, an escaped blank is part of a
/// word.
static std::vector<std::string> words(StringRef Line) {
  std::vector<std::string> All;
  std::string Word;
  auto End = [&] {
    if (!Word.empty())
      All.push_back(std::move(Word));
    Word.clear();
  };
  for (size_t I = 0; I < Line.size(); ++I) {
    char C = Line[I];
    if (C == '$' && I + 1 < Line.size())
      Word += Line[++I];
    else if (C == ' ')
      End();
    else if (C == ':' || C == '|')
      End(), All.push_back(std::string(1, C));
    else
      Word += C;
  }
  End();
  return All;
}

/// `build OUTPUT… | OUTPUT… : RULE INPUT… | INPUT… || …`; inputs after `||` only affect the order.
static void readBuildStatement(StringRef Line, StringRef Folder, std::vector<Rule> &Out) {
  std::vector<std::string> All = words(Line);
  auto Colon = llvm::find(All, ":");
  if (All.empty() || Colon == All.end() || Colon + 1 == All.end())
    return;
  Rule R;
  for (auto I = Colon + 2; I != All.end(); ++I) {
    if (*I == "|" && I + 1 != All.end() && *(I + 1) == "|")
      break;
    if (*I != "|")
      R.Inputs.push_back(absolute(*I, Folder));
  }
  R.Output = absolute(All.front(), Folder);
  Out.push_back(std::move(R));
}

static std::vector<Rule> rulesOfNinja(StringRef Folder, std::vector<std::string> *Inputs) {
  std::vector<Rule> Rules;
  std::unique_ptr<llvm::MemoryBuffer> Text = read(Folder + "/build.ninja", Inputs);
  if (!Text)
    return Rules;
  std::string Statement;
  for (StringRef Line : llvm::split(Text->getBuffer(), '\n')) {
    if (Statement.empty() && !Line.starts_with("build "))
      continue;
    if (Statement.empty())
      Line = Line.drop_front(sizeof("build ") - 1);
    bool GoesOn = Line.consume_back("$");
    Statement += Statement.empty() ? Line.str() : Line.ltrim().str();
    if (GoesOn)
      continue;
    readBuildStatement(Statement, Folder, Rules);
    Statement.clear();
  }
  return Rules;
}

//===----------------------------------------------------------------------===//
// CMake's link.txt
//===----------------------------------------------------------------------===//

static void readLinkLine(StringRef Line, StringRef Folder, std::vector<Rule> &Out) {
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *, 64> Words;
  llvm::cl::TokenizeGNUCommandLine(Line, Saver, Words);
  Rule R;
  for (size_t I = 1; I < Words.size(); ++I) {
    StringRef Word = Words[I];
    if (Word == "-o" && I + 1 < Words.size())
      R.Output = absolute(Words[++I], Folder);
    else if (Word.starts_with("-"))
      continue;
    else if (R.Output.empty() && path::extension(Word) == ".a") // `ar qc lib.a a.o b.o`
      R.Output = absolute(Word, Folder);
    else
      R.Inputs.push_back(absolute(Word, Folder));
  }
  if (!R.Output.empty())
    Out.push_back(std::move(R));
}

/// Each target's folder is listed; its commands run two folders above it.
static std::vector<Rule> rulesOfMake(StringRef Folder, std::vector<std::string> *Inputs) {
  std::vector<Rule> Rules;
  std::unique_ptr<llvm::MemoryBuffer> Targets = read(Folder + "/CMakeFiles/TargetDirectories.txt", Inputs);
  if (!Targets)
    return Rules;
  for (StringRef Target : llvm::split(Targets->getBuffer(), '\n'))
    if (std::unique_ptr<llvm::MemoryBuffer> Text = read(Target + "/link.txt", Inputs))
      for (StringRef Line : llvm::split(Text->getBuffer(), '\n'))
        readLinkLine(Line, path::parent_path(path::parent_path(Target)), Rules);
  return Rules;
}

//===----------------------------------------------------------------------===//
// From files to units
//===----------------------------------------------------------------------===//

namespace {

class Steps {
public:
  Steps(std::vector<Rule> Given, llvm::ArrayRef<CompileJob> Jobs) : Rules(std::move(Given)) {
    for (size_t I = 0; I < Jobs.size(); ++I) {
      const std::vector<std::string> &Args = Jobs[I].Arguments;
      auto Flag = llvm::find(Args, "-o");
      if (Flag != Args.end() && Flag + 1 != Args.end())
        UnitOf[absolute(*(Flag + 1), Jobs[I].Directory)] = I;
    }
    for (size_t I = 0; I < Rules.size(); ++I)
      RuleOf.try_emplace(Rules[I].Output, I);
  }

  std::vector<LinkStep> run() {
    std::vector<LinkStep> All;
    for (const Rule &R : Rules) {
      if (UnitOf.count(R.Output))
        continue;
      LinkStep Step;
      Step.Output = R.Output;
      std::set<size_t> Objects, Archived;
      std::set<std::string> Met;
      for (const std::string &Input : R.Inputs)
        if (auto Unit = UnitOf.find(Input); Unit != UnitOf.end())
          Objects.insert(Unit->second);
        else
          expand(Input, Met, Archived);
      Step.Objects.assign(Objects.begin(), Objects.end());
      Step.Archived.assign(Archived.begin(), Archived.end());
      if (!Step.Objects.empty())
        All.push_back(std::move(Step));
    }
    return All;
  }

private:
  static bool isLibrary(StringRef File) {
    return path::extension(File) == ".a" || path::filename(File).contains(".so");
  }

  void expand(const std::string &Library, std::set<std::string> &Met, std::set<size_t> &Units) const {
    std::vector<std::string> Work{Library};
    while (!Work.empty()) {
      std::string File = std::move(Work.back());
      Work.pop_back();
      auto Found = RuleOf.find(File);
      if (!isLibrary(File) || Found == RuleOf.end() || !Met.insert(File).second)
        continue;
      for (const std::string &Input : Rules[Found->second].Inputs)
        if (auto Unit = UnitOf.find(Input); Unit != UnitOf.end())
          Units.insert(Unit->second);
        else
          Work.push_back(Input);
    }
  }

  std::vector<Rule> Rules;
  llvm::StringMap<size_t> UnitOf, RuleOf;
};

} // namespace

std::vector<LinkStep> asyncsafe::readLinkSteps(StringRef Folder, llvm::ArrayRef<CompileJob> Jobs,
                                               std::vector<std::string> *Inputs) {
  if (Folder.empty())
    return {};
  std::vector<Rule> Rules = rulesOfNinja(Folder, Inputs);
  if (Rules.empty())
    Rules = rulesOfMake(Folder, Inputs);
  return Steps(std::move(Rules), Jobs).run();
}
