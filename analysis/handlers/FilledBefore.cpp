//===- FilledBefore.cpp - Values that are there when a handler comes -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/FilledBefore.h"

#include "analysis/engine/Paths.h"

#include <algorithm>
#include <unordered_set>

namespace asyncsafe {

/// Where a value comes from more functions than these, or the function that installs the handler is called
/// from more, nothing is said of it; nor once so many were looked at for all values.
static constexpr size_t MostFunctions = 20000, MostInAll = 200000;

FilledBefore::FilledBefore(const Callees &Calls) : Calls(Calls), U(Calls.unit()), InSight(callersKnown(U)) {}

bool FilledBefore::contradicts(const HandlerInstall &H, const Condition &C) {
  ObjectId O = C.Subject.Object;
  bool OnlyEmpty = holds(C.Test, 0) && !holds(C.Test, 1) && !holds(C.Test, -1);
  if (!OnlyEmpty || O == NoId || C.Subject.AddressOf || H.In == NoId || !U.Objects[O].IsScalar)
    return false;
  if (!Stores)
    findStores();
  Uses &Of = (*Stores)[O];
  return !Of.IsEmptied && !Of.Storing.empty() && isFilledAt(H.In, H.At, O);
}

/// Does \p E store to an object what makes it empty, or may do so?
static bool empties(const Unit &U, const Event &E) {
  // What is computed for a pointer is there, or the handler's look-up would be as empty.
  return E.constant() ? *E.constant() == 0 : !U.Objects[E.subject().Object].IsPointer;
}

void FilledBefore::findStores() {
  Stores.emplace(U.Objects.size());
  auto Given = [&](const Place &P) {
    if (P.AddressOf && P.Object != NoId)
      (*Stores)[P.Object].IsEmptied = true;
  };
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (const Block &B : U.Functions[F].Blocks) {
      // What is released and cleared together goes with the object that it is a part of.
      std::unordered_set<Place, PlaceHash> Released;
      for (const Event &E : B.Events) {
        if (E.is(EffectKind::Release))
          Released.insert(E.effect().Subject);
        if (E.kind() == EventKind::Assign && E.subject().Object != NoId) {
          Uses &Of = (*Stores)[E.subject().Object];
          if (!empties(U, E))
            Of.Storing.insert(F);
          else if (!Released.count(E.subject()))
            Of.IsEmptied = true;
        }
        Given(E.other());
        for (const Place &A : E.site().Args)
          Given(A);
      }
    }
}

/// Calls \p V(event) -> Visit on the paths from the entry on which \p O is empty.
template <class AtEvent> static Walked walkEmpty(const Unit &U, const Function &F, ObjectId O, AtEvent V) {
  auto Ends = [&](const Event &E) { return E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn; };
  return walk(
      F, {}, [&](Position, const Event &E) { return Ends(E) ? Visit::EndPath : V(E); },
      [&](const Edge &E) {
        return !E.When || E.When->Subject.Object != O || E.When->Subject.AddressOf || holds(E.When->Test, 0);
      });
}

bool FilledBefore::fills(const Event &E, ObjectId O, const std::set<FunctionId> &Filling) const {
  if (E.kind() == EventKind::Assign)
    return E.subject().Object == O && !empties(U, E);
  FunctionId Body = calledBy(U, E, Runs::Surely);
  return Body != NoId && Filling.count(Body);
}

const std::set<FunctionId> *FilledBefore::filling(ObjectId O) {
  Uses &Of = (*Stores)[O];
  if (Of.Filling || Of.TooMany)
    return Of.TooMany ? nullptr : &*Of.Filling;
  // Those that call what stores to it, callees first.
  std::set<FunctionId> Above = Of.Storing;
  std::vector<FunctionId> Work(Above.begin(), Above.end());
  size_t Most = std::min(MostFunctions, MostInAll - std::min(Spent, MostInAll));
  while (!Work.empty() && Above.size() <= Most) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (FunctionId Caller : Calls.components().above(F))
      if (Above.insert(Caller).second)
        Work.push_back(Caller);
  }
  Spent += Above.size();
  if (Above.size() > Most) {
    Of.TooMany = true;
    return nullptr;
  }
  std::map<unsigned, std::vector<FunctionId>> InOrder; // by component
  for (FunctionId F : Above)
    InOrder[Calls.components().of(F)].push_back(F);
  std::set<FunctionId> &Filling = Of.Filling.emplace();
  for (const auto &[Component, Members] : InOrder) {
    // What calls itself without end fills nothing: one that fills lets others of its recursion do so, once.
    for (unsigned Rounds = Members.size() > 1 ? 2 : 1; Rounds; --Rounds)
      for (FunctionId F : Members)
        if (!Filling.count(F) && alwaysFills(F, O, Filling))
          Filling.insert(F);
  }
  return &Filling;
}

bool FilledBefore::alwaysFills(FunctionId F, ObjectId O, const std::set<FunctionId> &Filling) const {
  return walkEmpty(U, U.Functions[F], O,
                   [&](const Event &E) {
                     if (fills(E, O, Filling))
                       return Visit::EndPath;
                     bool Leaves = E.kind() == EventKind::Return || E.kind() == EventKind::Throw;
                     return Leaves ? Visit::Stop : Visit::GoOn;
                   })
      .allEnded();
}

const std::set<const Event *> &FilledBefore::metEmpty(FunctionId F, ObjectId O) {
  bool Known = Met.count({F, O}) != 0;
  std::set<const Event *> &Out = Met[{F, O}];
  if (!Known) {
    const std::set<FunctionId> &Filling = *(*Stores)[O].Filling;
    walkEmpty(U, U.Functions[F], O, [&](const Event &E) {
      if (E.kind() == EventKind::Effect || E.kind() == EventKind::Call || E.kind() == EventKind::Destroy)
        Out.insert(&E);
      return fills(E, O, Filling) ? Visit::EndPath : Visit::GoOn;
    });
  }
  return Out;
}

bool FilledBefore::isFilledAt(FunctionId F, const Event *At, ObjectId O) {
  return filling(O) && (!metEmpty(F, O).count(At) || isFilledAtEntry(F, O));
}

bool FilledBefore::isFilledAtEntry(FunctionId Asked, ObjectId O) {
  if (auto It = AtEntry.find({Asked, O}); It != AtEntry.end())
    return It->second;
  // Back over the calls that are made while it is empty: none comes from where others may call.
  std::map<FunctionId, FunctionId> Calling{{Asked, NoId}}; // by caller: whom it calls on this way
  std::vector<FunctionId> Work{Asked};
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    auto Known = AtEntry.find({F, O});
    bool IsEmpty = Known != AtEntry.end()
                       ? !Known->second
                       : !InSight[F] || Calls.callers(F).empty() || Calling.size() > MostFunctions;
    if (IsEmpty) {
      for (; F != NoId; F = Calling[F])
        AtEntry[{F, O}] = false;
      return false;
    }
    if (Known != AtEntry.end())
      continue;
    for (const CallEdge &C : Calls.callers(F))
      if (!Calling.count(C.From) && metEmpty(C.From, O).count(C.At)) {
        Calling.emplace(C.From, F);
        Work.push_back(C.From);
      }
  }
  for (const auto &[F, Called] : Calling)
    AtEntry[{F, O}] = true;
  return true;
}

} // namespace asyncsafe
