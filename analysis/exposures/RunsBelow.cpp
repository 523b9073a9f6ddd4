//===- RunsBelow.cpp - Functions that may run below given calls -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/RunsBelow.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/Paths.h"

#include <utility>

namespace asyncsafe {

RunsBelow::RunsBelow(const Callees &Calls)
    : Calls(Calls), U(Calls.unit()), StartsThread(U.Functions.size()), ByPointer(addressesTaken(U)),
      Below(U.Functions.size()) {
  std::vector<FunctionId> Roots;
  for (const ThreadStart &T : Calls.threads())
    StartsThread[T.Body] = true;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    for (const std::string &Key : Fn.Overrides)
      Overriders.emplace(Key, F);
    if (Fn.IsMain || StartsThread[F] || ByPointer[F] || Fn.HasOtherNames || !Fn.Overrides.empty())
      Roots.push_back(F);
    ByPointer[F] = ByPointer[F] && !StartsThread[F];
  }
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) { Below[F].add(unknownIn(E)); });
  Live = spread(std::move(Roots), {}, Libraries::Cxx);
}

void UnknownCalls::add(const UnknownCalls &Other) {
  Pointers |= Other.Pointers;
  Overriders |= Other.Overriders;
  CLibrary |= Other.CLibrary;
  Bodies.insert(Bodies.end(), Other.Bodies.begin(), Other.Bodies.end());
  Methods.insert(Methods.end(), Other.Methods.begin(), Other.Methods.end());
}

UnknownCalls RunsBelow::unknownIn(const Event &E) const {
  UnknownCalls Out;
  if (E.kind() != EventKind::Call || E.site().Callee == NoId)
    return Out;
  const Callee &C = U.Callees[E.site().Callee];
  // A function that is given to the call may run in it; a thread's runs in no frame of its starter.
  for (const FunctionArgument &A : E.site().FunctionArgs)
    if (FunctionId Body = bodyOf(U, A.Function, Runs::Perhaps); Body != NoId && !StartsThread[Body])
      Out.Bodies.push_back(Body);
  if (C.Virtual) {
    Out.Methods.push_back(E.site().Callee);
  } else if (C.Indirect) {
    const FunctionValues::Answer *Behind = Calls.values().calledBy(E);
    Out.Pointers = !Behind || !Behind->All;
  } else if (isOpen(U, E.site().Callee) && !C.Standard) {
    // What POSIX lists for signal handlers, or as unsafe in them, calls nothing back that it was not given.
    Out.CLibrary = C.IsC && C.Safety == SignalSafety::Unlisted;
    Out.Pointers = Out.Overriders = !C.IsC && !C.System;
  }
  return Out;
}

std::vector<bool> RunsBelow::spread(std::vector<FunctionId> Work, const UnknownCalls &Besides,
                                    Libraries Back) const {
  std::vector<bool> Out(U.Functions.size());
  for (FunctionId F : Work)
    Out[F] = true;
  std::vector<bool> Entered(U.Callees.size()); ///< methods
  bool Pointers = false, AllOverriders = false;
  auto Mark = [&](FunctionId F) {
    if (!Out[F]) {
      Out[F] = true;
      Work.push_back(F);
    }
  };
  auto MarkUnknown = [&](const UnknownCalls &Called) {
    for (FunctionId F : Called.Bodies)
      Mark(F);
    for (CalleeId M : Called.Methods) {
      auto [First, Last] = Overriders.equal_range(U.Callees[M].Key);
      for (auto It = First; It != Last && !Entered[M]; ++It)
        Mark(It->second);
      Entered[M] = true;
    }
    bool MayCall = Called.Pointers || (Called.CLibrary && Back == Libraries::All);
    bool NewPointers = MayCall && !std::exchange(Pointers, Pointers || MayCall);
    bool NewOverriders =
        Called.Overriders && !std::exchange(AllOverriders, AllOverriders || Called.Overriders);
    for (FunctionId F = 0; (NewPointers || NewOverriders) && F < Out.size(); ++F)
      if ((NewPointers && ByPointer[F]) || (NewOverriders && !U.Functions[F].Overrides.empty()))
        Mark(F);
  };
  MarkUnknown(Besides);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (const CallEdge &C : Calls.callees(F))
      Mark(C.To);
    MarkUnknown(Below[F]);
  }
  return Out;
}

} // namespace asyncsafe
