//===- EndOfProgram.cpp - What runs only as the program ends --------------===//

#include "analysis/exposures/EndOfProgram.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/Paths.h"

#include <map>
#include <set>

namespace asyncsafe {

/// Some path leads from behind the call to where its function is left, or to the call again.
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

/// By function: it is called when the program ends.
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

/// Files of which a whole program calls something from another: what it does not call there never runs.  A
/// file that it does not use at all may be a library, whose callers are other programs.
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
  // Those on the way to it, as far as each may run at the end alone.
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
  // What a call comes back to must end the program itself.  What was settled before had all its callers.
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
