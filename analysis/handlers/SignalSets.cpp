//===- SignalSets.cpp - Contents of signal sets ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/SignalSets.h"

#include "analysis/engine/Paths.h"
#include "analysis/steps/SignalSetNames.h"

#include <algorithm>
#include <set>
#include <utility>

namespace asyncsafe {

namespace {

/// Sets that are passed on or copied more often are not followed.
constexpr unsigned MaxDepth = 3;

Place pointedTo(Place P) { return P.deref(); }

bool isNumber(const std::vector<Parameter> &Of, unsigned Index) {
  return Index < Of.size() && !Of[Index].IsReference && !Of[Index].IsPointer;
}

bool isWholeParameter(const Place &P) {
  return P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf;
}

} // namespace

bool SignalSet::mayHold(std::optional<int64_t> Signal) const {
  return Any || !Signal || std::find(Signals.begin(), Signals.end(), *Signal) != Signals.end();
}

bool mayStoreTo(const Event &E, const Place &P) {
  if (E.kind() == EventKind::Assign)
    return P.startsWith(E.subject());
  auto Gives = [&](const Place &A) { return A.AddressOf && A.sameRoot(P); };
  return E.kind() == EventKind::Call && std::any_of(E.site().Args.begin(), E.site().Args.end(), Gives);
}

bool isEmptiedAt(const Function &F, Position At, const Place &Set) {
  std::vector<const Event *> Last = lastStores(F, At, [&](const Event &E) { return mayStoreTo(E, Set); });
  return !Last.empty() && std::all_of(Last.begin(), Last.end(), [&](const Event *E) {
    return E && E->kind() == EventKind::Assign && E->subject() == Set &&
           E->other().Root == Place::RootKind::Global && E->other().Name == EmptySet;
  });
}

struct SignalSets::Stores {
  SignalSet Set;
  bool Some = false;   ///< there is a store
  bool Begins = false; ///< a store that discards the previous contents

  void add(const Stores &O) {
    Some |= O.Some;
    Begins |= O.Begins;
    Set.Any |= O.Set.Any;
    Set.Filled |= O.Set.Filled;
    Set.Signals.insert(Set.Signals.end(), O.Set.Signals.begin(), O.Set.Signals.end());
    Set.Given.insert(Set.Given.end(), O.Set.Given.begin(), O.Set.Given.end());
  }
};

SignalSets::Stores SignalSets::anything() {
  Stores Out;
  Out.Some = Out.Begins = Out.Set.Any = true;
  return Out;
}

SignalSets::Stores SignalSets::given(unsigned Parameter) {
  Stores Out;
  Out.Some = Out.Begins = true;
  Out.Set.Given.push_back(Parameter);
  return Out;
}

/// Names the signals that the callee was given, as in the caller.
void SignalSets::resolve(Stores &Found, const CallSite &Site) {
  for (unsigned Parameter : std::exchange(Found.Set.Given, {})) {
    const bool Passed = Parameter < Site.Args.size();
    const std::optional<int64_t> Signal =
        Parameter < Site.Constants.size() ? Site.Constants[Parameter] : std::nullopt;
    Found.Set.Filled |= Signal.has_value();
    if (Signal)
      Found.Set.Signals.push_back(*Signal);
    else if (Passed && isWholeParameter(Site.Args[Parameter]))
      Found.Set.Given.push_back(Site.Args[Parameter].Index);
    else
      Found.Set.Any = true;
  }
}

SignalSets::Stores SignalSets::storedIn(FunctionId F, const Place &Set, unsigned Depth) const {
  Stores Out;
  std::set<std::pair<FunctionId, unsigned>> Filling; ///< callees that get it, and the index of the argument
  forEachEvent(U.Functions[F], [&](Position, const Event &E) {
    if (E.kind() == EventKind::Assign && E.subject() == Set) {
      bool Named = E.other().Root == Place::RootKind::Global;
      bool Full = Named && E.other().Name == FullSet, Empty = Named && E.other().Name == EmptySet;
      Out.Some = true;
      Out.Begins |= Full || Empty;
      Out.Set.Filled |= Full || E.constant();
      Out.Set.Any |= Full;
      if (E.constant())
        Out.Set.Signals.push_back(*E.constant());
      else if (!Full && !Empty)
        Out.add(copied(F, E.other(), Depth));
    }
    if (E.kind() != EventKind::Call)
      return;
    // Another function fills it.
    for (unsigned I = 0; I < E.site().Args.size(); ++I) {
      if (E.site().Args[I].isNone() || pointedTo(E.site().Args[I]) != Set)
        continue;
      FunctionId Body = calledBy(U, E, Runs::Surely);
      if (Body == NoId || Depth >= MaxDepth) {
        Out.add(anything());
        continue;
      }
      if (!Filling.emplace(Body, I).second)
        continue;
      Place Formal;
      Formal.Root = Place::RootKind::Param;
      Formal.Index = I;
      Stores Inner = storedIn(Body, Formal.deref(), Depth + 1);
      resolve(Inner, E.site());
      Out.add(Inner);
    }
  });
  return Out;
}

/// Another set, a signal that the caller names or that is from a table, or an unknown one.
SignalSets::Stores SignalSets::copied(FunctionId F, const Place &From, unsigned Depth) const {
  if (isWholeParameter(From) && isNumber(U.Functions[F].Parameters, From.Index))
    return given(From.Index);
  Stores Out;
  if (!From.isNone() && Depth < MaxDepth)
    Out = known(F, From, Depth + 1);
  return Out.Some ? Out : anything();
}

const SignalSets::Named &SignalSets::namesOf(const SharedKey &Key) const {
  if (!HasNames) {
    HasNames = true;
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      // Each function has its own places for the object.
      auto Note = [&](const Place &P) {
        SharedKey Of = sharedKey(P);
        if (!Of)
          return;
        Named &All = Names[Of];
        bool Known = false;
        for (auto It = All.rbegin(); !Known && It != All.rend() && It->first == F; ++It)
          Known = It->second == P;
        if (!Known)
          All.emplace_back(F, P);
      };
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        if (E.kind() == EventKind::Assign)
          Note(E.subject());
        if (E.kind() == EventKind::Call)
          for (const Place &A : E.site().Args)
            if (A.AddressOf)
              Note(pointedTo(A));
      });
    }
  }
  return Names[Key];
}

SignalSets::Stores SignalSets::storedAnywhere(const Place &Set, unsigned Depth) const {
  Stores Out;
  for (const auto &[F, P] : namesOf(sharedKey(Set))) {
    Stores Here = storedIn(F, P, Depth);
    resolve(Here, {});
    Out.add(Here);
  }
  return Out;
}

SignalSets::Stores SignalSets::givenByCallers(FunctionId F, const Place &Set, unsigned Depth) const {
  Stores Out;
  const Function &Fn = U.Functions[F];
  if (!Fn.IsLocalToUnit || Calls.callers(F).empty() || Depth >= MaxDepth)
    return Out;
  for (const CallEdge &C : Calls.callers(F)) {
    const CallSite &Site = C.At->site();
    bool Known =
        C.At->kind() == EventKind::Call && Set.Index < Site.Args.size() && !Site.Args[Set.Index].isNone();
    Stores Here = Known ? known(C.From, pointedTo(Site.Args[Set.Index]), Depth + 1) : Stores();
    if (!Here.Some)
      return {};
    resolve(Here, {});
    Out.add(Here);
  }
  return Out;
}

SignalSets::Stores SignalSets::known(FunctionId F, const Place &Set, unsigned Depth) const {
  if (Set.Root == Place::RootKind::Global)
    return storedAnywhere(Set, Depth);
  Stores Own = storedIn(F, Set, Depth);
  if (Own.Begins)
    return Own;
  if (sharedKey(Set).K == SharedKey::Kind::Object)
    return storedAnywhere(Set, Depth);
  bool IsParameter = Set.Root == Place::RootKind::Param && Set.Path.size() <= 1;
  return IsParameter && !Own.Some ? givenByCallers(F, Set, Depth) : Own;
}

SignalSet SignalSets::of(FunctionId F, const Place &Set) const { return of(F, Set, {}); }

SignalSet SignalSets::of(FunctionId F, const Place &Set, const CallSite &Site) const {
  Stores Found = known(F, Set, 0);
  resolve(Found, Site);
  Found.Set.Any |= !Found.Some || !Found.Set.Given.empty();
  Found.Set.Given.clear();
  return Found.Set;
}

} // namespace asyncsafe
