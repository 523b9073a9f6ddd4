//===- Answers.cpp - What a unit's analysis asks of the others ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Answers.h"

#include "tool/cli/Run.h"
#include "tool/index/Bytes.h"
#include "tool/input/Paths.h"

#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace asyncsafe;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Linking
//===----------------------------------------------------------------------===//

/// The unit with main(), else the first that no program before has: programs of many units in common are
/// analysed in parallel.
static size_t leaderOf(const Program &P, const std::vector<UnitRecord> &Records,
                       std::vector<unsigned> &Leads) {
  auto Cost = [&](size_t I) { return std::make_pair(Leads[I], !Records[I].Names.HasMain); };
  size_t Best =
      *std::min_element(P.Own.begin(), P.Own.end(), [&](size_t A, size_t B) { return Cost(A) < Cost(B); });
  ++Leads[Best];
  return Best;
}

llvm::Expected<Answers> asyncsafe::linkAnswers(std::vector<CapturedUnit> Units,
                                               std::vector<std::string> GraphFiles, StringRef Folder,
                                               std::vector<std::string> &Inputs) {
  std::vector<size_t> Order(Units.size());
  std::iota(Order.begin(), Order.end(), 0);
  llvm::stable_sort(Order, [&](size_t A, size_t B) { return comesBefore(Units[A].Job, Units[B].Job); });
  Answers A;
  for (size_t I : Order) {
    CapturedUnit &U = Units[I];
    A.Ids.push_back(idOf(U.Job));
    A.GraphFiles.push_back(std::move(GraphFiles[I]));
    A.Tidy.push_back(std::move(U.Tidy));
    std::map<std::string, StringRef> Read;
    for (const ReadFile &F : U.Record.Inputs)
      Read[withoutDots(F.Path)] = F.Hash;
    for (const std::string &File : U.Record.Files) {
      std::string Hash = Read[withoutDots(File)].str();
      auto [Known, New] = A.Hashes.try_emplace(File, Hash);
      if (!New && Known->second != Hash)
        return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                       File + ": changed between the captures of two units; run 'asyncsafe "
                                              "capture' again for those that include it");
    }
    U.Record.Inputs.clear();
    A.Units.Jobs.push_back(std::move(U.Job));
    A.Units.Records.push_back(std::move(U.Record));
  }
  A.Units.Wanted.resize(Units.size(), true);
  A.Found = programsOf(A.Units, Folder, /*Alone=*/false, &Inputs);
  std::vector<unsigned> Leads(Units.size());
  for (const Program &P : A.Found.Programs)
    A.Leaders.push_back(leaderOf(P, A.Units.Records, Leads));
  return A;
}

std::vector<std::vector<size_t>> asyncsafe::programsLed(const Answers &All) {
  std::vector<std::vector<size_t>> Led(All.Ids.size());
  for (size_t P = 0; P < All.Leaders.size(); ++P)
    Led[All.Leaders[P]].push_back(P);
  return Led;
}

Answers asyncsafe::sliceFor(const Answers &All, size_t Unit, llvm::ArrayRef<size_t> Led) {
  std::vector<size_t> Used = {Unit};
  Answers A;
  for (size_t P : Led) {
    A.Found.Programs.push_back(All.Found.Programs[P]);
    llvm::append_range(Used, All.Found.Programs[P].Units);
  }
  llvm::sort(Used);
  Used.erase(std::unique(Used.begin(), Used.end()), Used.end());
  auto NumberOf = [&](size_t I) { return static_cast<size_t>(llvm::lower_bound(Used, I) - Used.begin()); };
  for (size_t I : Used) {
    A.Ids.push_back(All.Ids[I]);
    A.GraphFiles.push_back(All.GraphFiles[I]);
    A.Tidy.push_back(All.Tidy[I]);
    A.Units.Jobs.push_back(All.Units.Jobs[I]);
    A.Units.Records.push_back(All.Units.Records[I]);
  }
  A.Units.Wanted.resize(Used.size(), true);
  A.Leaders.resize(A.Found.Programs.size(), NumberOf(Unit));
  for (Program &P : A.Found.Programs)
    for (std::vector<size_t> *Units : {&P.Units, &P.Own})
      llvm::transform(*Units, Units->begin(), NumberOf);
  return A;
}

//===----------------------------------------------------------------------===//
// Bytes
//===----------------------------------------------------------------------===//

namespace {

/// Texts that many units share: settings and names of files.
struct Table {
  std::vector<std::string> Texts;
  std::map<std::string, uint64_t> Numbers;

  uint64_t numberOf(const std::string &Text) {
    auto [It, New] = Numbers.try_emplace(Text, Texts.size());
    if (New)
      Texts.push_back(Text);
    return It->second;
  }
};

struct StoredUnit {
  std::string Id, GraphFile, File, Failure, MainFile, GraphHash;
  uint64_t Lowered = 0, Tidy = 0;
  std::vector<uint64_t> Files;
};

struct StoredProgram {
  std::string Name;
  bool HasMain = false, IsLinked = false;
  uint64_t Leader = 0;
  std::vector<uint64_t> Units, Own;
};

struct Stored {
  uint64_t Skipped = 0, OverBudget = 0;
  std::vector<std::string> Texts, Hashes; ///< a text that names no file with a hash has an empty one
  std::vector<StoredUnit> Units;
  std::vector<StoredProgram> Programs;
};

} // namespace

namespace asyncsafe {
template <class A> static void field(A &Ar, StoredUnit &U) {
  fields(Ar, U.Id, U.GraphFile, U.File, U.Failure, U.MainFile, U.GraphHash, U.Lowered, U.Tidy, U.Files);
}
template <class A> static void field(A &Ar, StoredProgram &P) {
  fields(Ar, P.Name, P.HasMain, P.IsLinked, P.Leader, P.Units, P.Own);
}
template <class A> static void field(A &Ar, Stored &S) {
  fields(Ar, S.Skipped, S.OverBudget, S.Texts, S.Hashes, S.Units, S.Programs);
}
} // namespace asyncsafe

std::string asyncsafe::bytesOf(const Answers &A, StringRef Builder) {
  Stored S;
  Table Texts;
  S.Skipped = A.Skipped;
  S.OverBudget = A.Found.OverBudget;
  for (size_t I = 0; I < A.Ids.size(); ++I) {
    const UnitRecord &R = A.Units.Records[I];
    StoredUnit U{
        A.Ids[I], A.GraphFiles[I], A.Units.Jobs[I].File, R.Failure, R.Names.MainFile, R.GraphHash, 0, 0, {}};
    U.Lowered = R.Lowered;
    U.Tidy = Texts.numberOf(A.Tidy[I]);
    for (const std::string &File : R.Files)
      U.Files.push_back(Texts.numberOf(File));
    S.Units.push_back(std::move(U));
  }
  for (size_t I = 0; I < A.Found.Programs.size(); ++I) {
    const Program &P = A.Found.Programs[I];
    StoredProgram To{P.Name, P.HasMain, P.IsLinked, A.Leaders[I], {}, {}};
    To.Units.assign(P.Units.begin(), P.Units.end());
    To.Own.assign(P.Own.begin(), P.Own.end());
    S.Programs.push_back(std::move(To));
  }
  for (const std::string &Text : Texts.Texts) {
    auto Hash = A.Hashes.find(Text);
    S.Hashes.push_back(Hash == A.Hashes.end() ? std::string() : Hash->second);
  }
  S.Texts = std::move(Texts.Texts);
  return sealed(AnswersFile, Builder, {encoded(S)});
}

/// Sorted numbers below \p End.
static bool areNumbers(const std::vector<uint64_t> &Of, size_t End) {
  return std::adjacent_find(Of.begin(), Of.end(), std::greater_equal<>()) == Of.end() &&
         (Of.empty() || Of.back() < End);
}

static bool isSound(const Stored &S) {
  auto IsText = [&](uint64_t N) { return N < S.Texts.size(); };
  return S.Hashes.size() == S.Texts.size() &&
         llvm::all_of(S.Units,
                      [&](const StoredUnit &U) { return IsText(U.Tidy) && llvm::all_of(U.Files, IsText); }) &&
         llvm::all_of(S.Programs, [&](const StoredProgram &P) {
           return areNumbers(P.Units, S.Units.size()) && areNumbers(P.Own, S.Units.size()) &&
                  llvm::is_contained(P.Own, P.Leader) &&
                  std::includes(P.Units.begin(), P.Units.end(), P.Own.begin(), P.Own.end()) &&
                  llvm::all_of(P.Units, [&](uint64_t I) { return S.Units[I].Failure.empty(); });
         });
}

llvm::Expected<Answers> asyncsafe::readAnswers(StringRef File, StringRef Builder) {
  auto Parts = readSealed(File, AnswersFile, Builder, 1);
  if (!Parts)
    return Parts.takeError();
  Stored S;
  if (!decode(Parts->front(), S) || !isSound(S))
    return notAsWritten(File, AnswersFile);
  Answers A;
  A.Skipped = static_cast<unsigned>(S.Skipped);
  A.Found.OverBudget = static_cast<unsigned>(S.OverBudget);
  std::map<uint64_t, UnitSettings> Settings;
  for (StoredUnit &U : S.Units) {
    auto [Known, New] = Settings.try_emplace(U.Tidy);
    if (New) {
      std::optional<UnitSettings> Read = settingsOf(S.Texts[U.Tidy]);
      if (!Read)
        return notAsWritten(File, AnswersFile);
      Known->second = std::move(*Read);
    }
    UnitRecord R;
    R.Failure = std::move(U.Failure);
    R.GraphHash = std::move(U.GraphHash);
    R.Lowered = static_cast<unsigned>(U.Lowered);
    R.Names.MainFile = std::move(U.MainFile);
    for (uint64_t N : U.Files)
      R.Files.push_back(S.Texts[N]);
    A.Ids.push_back(std::move(U.Id));
    A.GraphFiles.push_back(std::move(U.GraphFile));
    A.Tidy.push_back(S.Texts[U.Tidy]);
    A.Units.Jobs.push_back({std::move(U.File), {}, {}});
    A.Units.Settings.push_back(Known->second);
    A.Units.Records.push_back(std::move(R));
  }
  A.Units.Wanted.resize(A.Ids.size(), true);
  for (StoredProgram &P : S.Programs) {
    A.Found.Programs.push_back({std::move(P.Name),
                                P.HasMain,
                                P.IsLinked,
                                {P.Units.begin(), P.Units.end()},
                                {P.Own.begin(), P.Own.end()}});
    A.Leaders.push_back(P.Leader);
  }
  for (size_t I = 0; I < S.Texts.size(); ++I)
    if (!S.Hashes[I].empty())
      A.Hashes[S.Texts[I]] = std::move(S.Hashes[I]);
  return A;
}
