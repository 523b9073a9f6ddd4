//===- EndOfProgram.cpp - Functions that run only at exit -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/EndOfProgram.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/Paths.h"

#include <map>
#include <set>

namespace asyncsafe {

/// A path leads from the call to where the function is left, or to the call again.
static bool comesBack(const Unit &U, const CallEdge &Call) {
  auto Ends = [&](const Event &E) {
    return E.kind() == EventKind::Call && E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn;
  };
  if (Ends(*Call.At))
    return false;
  Walked W = walk(U.Functions[Call.From], behind({Call.Block, Call.Index}), [&](Position, const Event &E) {
    if (E.kind() == EventKind::Return || E.kind() == EventKind::Throw || &E == Call.At)
      return Visit::Stop;
    return Ends(E) ? Visit::EndPath : Visit::GoOn;
  });
  return !W.allEnded();
}

/// By function: it runs when the program ends.
static std::vector<bool> exitRoutines(const Unit &U) {
  std::vector<bool> Out(U.Functions.size());
  for (const Function &F : U.Functions)
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.is(EffectKind::RunsAtExit))
        for (const FunctionArgument &A : E.site().FunctionArgs)
          if (FunctionId Body = bodyOf(U, A.Function, Runs::Perhaps); Body != NoId)
            Out[Body] = true;
    });
  return Out;
}

/// Files with a function that another file of the whole program calls: in these, functions without
/// callers never run. A file that the program does not use may be a library, whose callers are other
/// programs.
static std::set<FileId> usedFiles(const Callees &Calls) {
  std::set<FileId> Out;
  const Unit &U = Calls.unit();
  if (!isWholeProgram(U))
    return Out;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (const CallEdge &C : Calls.callers(F))
      if (U.Functions[C.From].Range.File != U.Functions[F].Range.File)
        Out.insert(U.Functions[F].Range.File);
  return Out;
}

EndOfProgram::EndOfProgram(const Callees &Calls, const std::vector<bool> &HandlesFault)
    : Calls(Calls), MayBe(callersKnown(Calls.unit())), Settled(MayBe.size()) {
  std::vector<bool> AtExit = exitRoutines(Calls.unit());
  std::set<FileId> Used = usedFiles(Calls);
  for (FunctionId F = 0; F < MayBe.size(); ++F) {
    bool Runs = !Calls.callers(F).empty();
    bool NeverRuns = !Runs && Used.count(Calls.unit().Functions[F].Range.File);
    MayBe[F] = HandlesFault[F] || AtExit[F] || (MayBe[F] && (Runs || NeverRuns));
  }
}

bool EndOfProgram::holds(FunctionId Asked) {
  // The functions on the way to it, as far as each may run only at the end.
  std::vector<FunctionId> Way, No;
  auto Enter = [&](FunctionId F) {
    if (!Settled[F])
      Way.push_back(F);
    Settled[F] = true;
  };
  Enter(Asked);
  for (size_t Next = 0; Next < Way.size(); ++Next)
    if (MayBe[Way[Next]])
      for (const CallEdge &C : Calls.callers(Way[Next]))
        Enter(C.From);
  // After the call, the caller itself must end the program. Callers that were settled before are
  // complete.
  std::map<FunctionId, std::vector<const CallEdge *>> Into; // by caller
  for (FunctionId F : Way)
    if (MayBe[F])
      for (const CallEdge &C : Calls.callers(F)) {
        auto [It, New] = Into.try_emplace(C.From);
        It->second.push_back(&C);
        if (New && !MayBe[C.From])
          No.push_back(C.From);
      }
  while (!No.empty()) {
    FunctionId Caller = No.back();
    No.pop_back();
    for (const CallEdge *C : Into[Caller])
      if (MayBe[C->To] && comesBack(Calls.unit(), *C)) {
        MayBe[C->To] = false;
        No.push_back(C->To);
      }
  }
  return MayBe[Asked];
}

} // namespace asyncsafe
