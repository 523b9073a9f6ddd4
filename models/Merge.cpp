//===- Merge.cpp - Merging of rows from several files ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Merges rows of the same name: which rows refine others, and in what order a look-up tries them.
//
//===----------------------------------------------------------------------===//

#include "models/Loader.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// An effect on the same subject replaces the earlier one.
bool supersedes(const Effect &New, const Effect &Old) {
  return New.Kind == Old.Kind && New.Resource == Old.Resource && New.Raises == Old.Raises &&
         New.Subject == Old.Subject && New.Owner == Old.Owner && New.When == Old.When;
}

void refine(ModelRow &Base, const LoadedRow &By) {
  for (const Effect &E : By.Row.Effects) {
    auto Old = std::find_if(Base.Effects.begin(), Base.Effects.end(),
                            [&](const Effect &O) { return supersedes(E, O); });
    if (Old != Base.Effects.end())
      *Old = E;
    else
      Base.Effects.push_back(E);
  }
  Base.NoThrow = By.NoThrow.value_or(Base.NoThrow);
  Base.NoReturn = By.NoReturn.value_or(Base.NoReturn);
  Base.NeverSuspends = By.NeverSuspends.value_or(Base.NeverSuspends);
  if (By.Row.EvidenceOf)
    Base.EvidenceOf = By.Row.EvidenceOf;
  if (By.Row.UserRow) {
    Base.UserRow = true;
    Base.SourceText = By.Row.SourceText;
    Base.File = By.Row.File;
    Base.Pointer = By.Row.Pointer;
  }
}

template <class T> void remove(std::vector<T> &From, const T &Element) {
  From.erase(std::remove(From.begin(), From.end(), Element), From.end());
}

/// \p Wide matches every call that \p Narrow matches.
bool covers(const ModelRow &Wide, const ModelRow &Narrow) {
  if (!Wide.Signature.empty() && Wide.Signature != Narrow.Signature)
    return false;
  if (!Wide.MinArity)
    return true;
  return Narrow.MinArity && *Wide.MinArity <= *Narrow.MinArity && *Narrow.MaxArity <= *Wide.MaxArity;
}

} // namespace

std::shared_ptr<const ModelSet> ModelLoader::finish(std::vector<ModelError> &Out) {
  if (!Errors.empty()) {
    std::move(Errors.begin(), Errors.end(), std::back_inserter(Out));
    return nullptr;
  }
  auto Set = std::make_shared<ModelSet>();
  std::unordered_map<std::string, std::vector<unsigned>> &ByName = Set->ByName;
  auto Append = [&](ModelRow Row) {
    unsigned Id = unsigned(Set->Rows.size());
    for (const std::string &Name : Row.Names) {
      std::vector<unsigned> &Ids = ByName[Name];
      if (Ids.empty() || Ids.back() != Id) // a name can stand twice in a row
        Ids.push_back(Id);
    }
    Set->Rows.push_back(std::move(Row));
    return Id;
  };
  // A refinement applies to all plain rows of its rank, in any file: built-in files do not depend on
  // their order. It concerns one name at a time, so a row with several names is split for it.
  auto Refine = [&](LoadedRow By) {
    const std::vector<std::string> Names = std::move(By.Row.Names);
    for (const std::string &Name : Names) {
      By.Row.Names = {Name};
      bool Covered = false;
      std::vector<unsigned> Ids = ByName[Name];
      for (unsigned Id : Ids) {
        bool All = covers(By.Row, Set->Rows[Id]);
        if (!All && !covers(Set->Rows[Id], By.Row))
          continue;
        Covered = true;
        if (All && Set->Rows[Id].Names.size() == 1) {
          refine(Set->Rows[Id], By);
          continue;
        }
        ModelRow Refined = Set->Rows[Id];
        Refined.Names = {Name};
        if (All) {
          remove(Set->Rows[Id].Names, Name);
          remove(ByName[Name], Id);
        } else {
          // A refinement of some overloads: they get a row of their own, based on what is known about
          // all.
          Refined.MinArity = By.Row.MinArity ? By.Row.MinArity : Refined.MinArity;
          Refined.MaxArity = By.Row.MaxArity ? By.Row.MaxArity : Refined.MaxArity;
          if (!By.Row.Signature.empty())
            Refined.Signature = By.Row.Signature;
        }
        refine(Refined, By);
        Append(std::move(Refined));
      }
      if (!Covered)
        Append(By.Row);
    }
  };
  // Built-in rows first, then each user file in order.
  for (size_t Begin = 0; Begin != Rows.size();) {
    size_t End = Begin;
    while (End != Rows.size() && Rows[End].Row.UserRow == Rows[Begin].Row.UserRow &&
           (!Rows[Begin].Row.UserRow || Rows[End].Row.File == Rows[Begin].Row.File))
      ++End;
    for (size_t I = Begin; I != End; ++I)
      if (!Rows[I].Refines)
        Append(Rows[I].Row);
    for (size_t I = Begin; I != End; ++I)
      if (Rows[I].Refines)
        Refine(Rows[I]);
    Begin = End;
  }
  // Best match first, so that a look-up takes the first that fits.
  for (auto &[Name, Ids] : ByName)
    std::sort(Ids.begin(), Ids.end(), [&](unsigned A, unsigned B) {
      const ModelRow &L = Set->Rows[A], &R = Set->Rows[B];
      if (L.UserRow != R.UserRow)
        return L.UserRow;
      auto Exact = [](const ModelRow &Row) {
        return Row.Signature.size() - size_t(std::count(Row.Signature.begin(), Row.Signature.end(), "*"));
      };
      if (L.Signature.empty() != R.Signature.empty())
        return R.Signature.empty();
      if (Exact(L) != Exact(R))
        return Exact(L) > Exact(R);
      if (L.MinArity.has_value() != R.MinArity.has_value())
        return L.MinArity.has_value();
      return L.UserRow ? A > B : A < B; // a later file of the user's wins
    });
  for (auto &[Name, Role] : Macros)
    Set->Macros[Name] = Role;
  Set->Shapes = std::move(Shapes);
  Set->HandlerRules = std::move(HandlerRules);
  Set->Outcomes = std::move(Outcomes);
  Set->Mistakes = std::move(Mistakes);
  Set->Fingerprint = Fingerprint;
  return Set;
}

} // namespace asyncsafe
