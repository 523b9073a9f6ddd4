//===- Programs.cpp - Which units make a program --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "link/Programs.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

namespace {

std::string_view folderOf(std::string_view File) { return File.substr(0, File.rfind('/')); }

std::string_view stemOf(std::string_view File) {
  std::string_view Name = File.substr(File.rfind('/') + 1);
  return Name.substr(0, Name.rfind('.'));
}

class Partitioner {
public:
  Partitioner(const std::vector<const Symbols *> &Units, const std::vector<LinkStep> &Steps, unsigned Budget)
      : Units(Units), Steps(Steps), Budget(Budget) {
    for (size_t I = 0; I < Units.size(); ++I) {
      Total += Units[I]->Size;
      for (const std::string &Name : Units[I]->Defines)
        Definers[Name].push_back(I);
    }
  }

  Partition run() {
    std::vector<Program> All;
    std::vector<bool> InProgram(Units.size());
    addLinked(All, InProgram);
    for (size_t I = 0; I < Units.size(); ++I)
      if (Units[I]->HasMain && !InProgram[I])
        All.push_back({std::string(stemOf(Units[I]->MainFile)), true, false, closure({I}), {}});
    for (const Program &P : All)
      for (size_t I : P.Units)
        InProgram[I] = true;
    for (Program &P : All)
      P.Own = P.Units;
    addLibraries(InProgram, All);
    keepWithin(All);
    nameApart(Out.Programs);
    return std::move(Out);
  }

private:
  /// The programs that the build links. A step without main() is a library: its users are known where a
  /// program links it.
  void addLinked(std::vector<Program> &All, std::vector<bool> &InProgram) const {
    for (const LinkStep &Step : Steps) {
      bool HasMain =
          std::any_of(Step.Objects.begin(), Step.Objects.end(), [&](size_t I) { return Units[I]->HasMain; });
      if (!HasMain)
        continue;
      std::set<size_t> Offered(Step.Archived.begin(), Step.Archived.end());
      Program P{std::string(Step.Output.substr(Step.Output.rfind('/') + 1)), true, true, {}, {}};
      P.Units = closure(Step.Objects, &Offered);
      for (size_t I : P.Units)
        InProgram[I] = true;
      All.push_back(std::move(P));
    }
  }

  /// \p From and the units it needs; only from \p Offered, if given. Another program's main file is not
  /// a library.
  std::vector<size_t> closure(const std::vector<size_t> &From,
                              const std::set<size_t> *Offered = nullptr) const {
    std::set<size_t> In(From.begin(), From.end());
    std::vector<size_t> Work(From.rbegin(), From.rend());
    while (!Work.empty()) {
      size_t Unit = Work.back();
      Work.pop_back();
      for (const std::string &Name : Units[Unit]->Needs)
        if (size_t Definer = definerOf(Name, Unit, In, Offered);
            Definer != Units.size() && In.insert(Definer).second)
          Work.push_back(Definer);
    }
    return {In.begin(), In.end()};
  }

  /// The unit that defines the symbol for \p Unit: one already included, else the nearest; or none.
  size_t definerOf(const std::string &Name, size_t Unit, const std::set<size_t> &In,
                   const std::set<size_t> *Offered = nullptr) const {
    auto Found = Definers.find(Name);
    size_t Best = Units.size();
    if (Found == Definers.end())
      return Best;
    for (size_t I : Found->second) {
      if (In.count(I))
        return I;
      if (Offered ? !Offered->count(I) : Units[I]->HasMain || isStandIn(I, Unit))
        continue;
      if (Best == Units.size() || nearness(I, Unit) > nearness(Best, Unit))
        Best = I;
    }
    return Best;
  }

  /// A test in another folder that replaces functions of what it tests. The program that \p User is in has
  /// definitions of its own, which nobody has shown.
  bool isStandIn(size_t Definer, size_t User) const {
    const std::string &File = Units[Definer]->MainFile;
    return Units[Definer]->StartsItself && nearness(Definer, User) < commonFolders(File, File) &&
           givesOnlyToItsOwn(Definer);
  }

  /// Other units need something of \p Unit, and all of it is needed by units that it needs itself.
  bool givesOnlyToItsOwn(size_t Unit) const {
    auto [Known, New] = OnlyToItsOwn.try_emplace(Unit, false);
    if (!New)
      return Known->second;
    std::set<std::string_view> Given;
    for (const std::string &Name : Units[Unit]->Defines)
      if (isNeededBesides(Unit, Name))
        Given.insert(Name);
    return Known->second = !Given.empty() && isNeededBelow(Unit, std::move(Given));
  }

  /// A unit other than \p Unit needs the symbol.
  bool isNeededBesides(size_t Unit, const std::string &Name) const {
    if (OneUser.empty())
      for (size_t I = 0; I < Units.size(); ++I)
        for (const std::string &Each : Units[I]->Needs) {
          auto [It, New] = OneUser.try_emplace(Each, I);
          if (!New && It->second != I)
            It->second = Units.size();
        }
    auto Found = OneUser.find(Name);
    return Found != OneUser.end() && Found->second != Unit;
  }

  /// The units that \p Unit needs, directly or not, need all of \p Names.
  bool isNeededBelow(size_t Unit, std::set<std::string_view> Names) const {
    std::unordered_set<size_t> Seen{Unit};
    std::vector<size_t> Work{Unit};
    while (!Work.empty() && !Names.empty()) {
      size_t Now = Work.back();
      Work.pop_back();
      for (const std::string &Name : Units[Now]->Needs) {
        if (Now != Unit)
          Names.erase(Name);
        if (auto Found = Definers.find(Name); Found != Definers.end())
          for (size_t I : Found->second)
            if (!Units[I]->HasMain && Seen.insert(I).second)
              Work.push_back(I);
      }
    }
    return Names.empty();
  }

  unsigned nearness(size_t A, size_t B) const {
    return commonFolders(Units[A]->MainFile, Units[B]->MainFile);
  }

  /// The only program that contains any of \p Some: a unit that uses a program's own units belongs to
  /// it, even if no unit refers to it by name (it is reached through a table, or a constructor).
  static Program *onlyProgramWith(const std::vector<size_t> &Some, std::vector<Program> &All,
                                  size_t NumPrograms) {
    Program *Only = nullptr;
    for (size_t P = 0; P < NumPrograms; ++P) {
      bool Has = std::any_of(Some.begin(), Some.end(), [&](size_t I) {
        return std::binary_search(All[P].Units.begin(), All[P].Units.end(), I);
      });
      // A link step lists its contents.
      if (Has && (Only || All[P].IsLinked))
        return nullptr;
      if (Has)
        Only = &All[P];
    }
    return Only;
  }

  /// Units of no program, grouped if one needs another.
  void addLibraries(const std::vector<bool> &InProgram, std::vector<Program> &All) const {
    std::vector<size_t> Leader(Units.size());
    std::iota(Leader.begin(), Leader.end(), 0);
    auto Find = [&](size_t I) {
      while (Leader[I] != I)
        I = Leader[I] = Leader[Leader[I]];
      return I;
    };
    for (size_t I = 0; I < Units.size(); ++I)
      if (!InProgram[I])
        for (const std::string &Name : Units[I]->Needs)
          if (size_t D = definerOf(Name, I, {}); D != Units.size() && !InProgram[D]) {
            size_t A = Find(I), B = Find(D);
            Leader[std::max(A, B)] = std::min(A, B);
          }
    std::map<size_t, std::vector<size_t>> Members;
    for (size_t I = 0; I < Units.size(); ++I)
      if (!InProgram[I])
        Members[Find(I)].push_back(I);
    size_t NumPrograms = All.size();
    for (auto &[First, Own] : Members) {
      std::vector<size_t> Closure = closure(Own);
      bool Replaces = std::any_of(Own.begin(), Own.end(),
                                  [&](size_t I) { return Units[I]->StartsItself && givesOnlyToItsOwn(I); });
      if (Program *Only = Replaces ? nullptr : onlyProgramWith(Closure, All, NumPrograms)) {
        std::vector<size_t> Both;
        std::set_union(Only->Units.begin(), Only->Units.end(), Closure.begin(), Closure.end(),
                       std::back_inserter(Both));
        Only->Units = Only->Own = std::move(Both);
        continue;
      }
      std::string_view File = Units[First]->MainFile;
      std::string_view Name = Own.size() == 1 ? stemOf(File) : stemOf(folderOf(File));
      All.push_back({std::string(Name), false, false, std::move(Closure), std::move(Own)});
    }
  }

  size_t sizeOf(const std::vector<size_t> &Of) const {
    return std::accumulate(Of.begin(), Of.end(), size_t(0),
                           [&](size_t Sum, size_t I) { return Sum + Units[I]->Size; });
  }

  /// Two hundred tests of one library are two hundred programs: those that add most are analysed as a
  /// whole, while the total stays within the budget.
  void keepWithin(std::vector<Program> &All) {
    std::stable_sort(All.begin(), All.end(), [&](const Program &A, const Program &B) {
      return std::make_pair(!A.HasMain, sizeOf(B.Units)) < std::make_pair(!B.HasMain, sizeOf(A.Units));
    });
    size_t Spent = 0;
    std::vector<bool> Seen(Units.size());
    for (Program &P : All) {
      size_t Size = sizeOf(P.Units);
      std::vector<size_t> Fresh;
      std::copy_if(P.Own.begin(), P.Own.end(), std::back_inserter(Fresh), [&](size_t I) { return !Seen[I]; });
      if (Size > LargestProgram && P.Units.size() > 1) {
        ++Out.OverBudget;
        for (size_t I : Fresh) {
          Seen[I] = true;
          Out.Programs.push_back(
              {std::string(stemOf(Units[I]->MainFile)), Units[I]->HasMain, false, {I}, {I}});
        }
        continue;
      }
      bool Cut = Spent + Size > Total * Budget && Fresh.size() < P.Units.size();
      Out.OverBudget += Cut;
      if (Cut)
        P.Units = P.Own = Fresh;
      if (P.Own.empty())
        continue;
      for (size_t I : P.Own)
        Seen[I] = true;
      Spent += sizeOf(P.Units);
      Out.Programs.push_back(std::move(P));
    }
    std::sort(Out.Programs.begin(), Out.Programs.end(), [&](const Program &A, const Program &B) {
      return std::tie(A.Name, A.Own, A.Units) < std::tie(B.Name, B.Own, B.Units);
    });
  }

  /// Two programs whose main files have the same name are told apart by their folders.
  void nameApart(std::vector<Program> &All) const {
    std::map<std::string, unsigned> Uses;
    for (const Program &P : All)
      ++Uses[P.Name];
    for (Program &P : All)
      if (Uses[P.Name] > 1)
        for (size_t I : P.Own)
          if (!P.HasMain || Units[I]->HasMain) {
            P.Name = std::string(stemOf(folderOf(Units[I]->MainFile))) + "/" + P.Name;
            break;
          }
  }

  const std::vector<const Symbols *> &Units;
  const std::vector<LinkStep> &Steps;
  unsigned Budget;
  size_t Total = 0;
  std::unordered_map<std::string_view, std::vector<size_t>> Definers;
  mutable std::map<size_t, bool> OnlyToItsOwn; ///< of givesOnlyToItsOwn()
  /// By symbol: the unit that needs it; if several do, the number of units.
  mutable std::unordered_map<std::string_view, size_t> OneUser;
  Partition Out;
};

} // namespace

Partition partition(const std::vector<const Symbols *> &Units, const std::vector<LinkStep> &Steps,
                    unsigned Budget) {
  return Partitioner(Units, Steps, Budget).run();
}

} // namespace asyncsafe
