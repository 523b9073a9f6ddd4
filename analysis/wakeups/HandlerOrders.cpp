//===- HandlerOrders.cpp - Flags of handlers in the wrong order -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/FlagOrders.h"

#include "analysis/handlers/HandlerDefects.h"
#include "analysis/wakeups/FlagStores.h"
#include "analysis/wakeups/LateClears.h"

#include <map>
#include <set>

namespace asyncsafe {

namespace {

class OrderFinder {
public:
  OrderFinder(const UnitWaits &Facts, const std::vector<UnsafeCall> &Unsafe)
      : Facts(Facts), Work(Facts, Unsafe), U(*Facts.Of), Clears(U), Inside(functionsInHandlers(Facts)) {}

  std::vector<FlagOrder> run() {
    for (const HandlerWrite &W : Facts.HandlerWrites)
      if (isFlag(W.At->subject()) && W.At->constant() != 0 && !isWork(Facts.HandlerRuns[W.Run]) &&
          !runsOutside(W))
        Set.emplace(W.Object, &W);
    if (Set.empty())
      return {};
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (!Inside[F])
        outside(F);
    std::set<FunctionId> Done;
    for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I)
      if (goesOn(Facts.HandlerRuns[I]) && !isWork(Facts.HandlerRuns[I]) &&
          Done.insert(Facts.HandlerRuns[I].Function).second)
        wakesFirst(I);
    return std::move(Out);
  }

private:
  /// The argument of write() and send() that is a size.
  static constexpr unsigned Size = 2;

  /// Stores in a handler that does the program's work are not handed over by the wakeup.
  bool isWork(const HandlerRun &R) const { return Work.contains(R); }

  /// It is stored by a function that the handler calls, and other code calls, too: a state (a log file's),
  /// not a message about the signal.
  bool runsOutside(const HandlerWrite &W) const {
    for (unsigned I = W.Run; Facts.HandlerRuns[I].Caller != NoId; I = Facts.HandlerRuns[I].Caller) {
      const std::vector<CallEdge> &Callers = Facts.Calls->callers(Facts.HandlerRuns[I].Function);
      if (std::any_of(Callers.begin(), Callers.end(), [&](const CallEdge &C) { return !Inside[C.From]; }))
        return true;
    }
    return false;
  }

  /// The program continues after the handler: the flag is read, and not only at exit.
  bool goesOn(const HandlerRun &R) const {
    CalleeId Handler = Facts.Handlers[R.Install].Callee;
    return Handler == NoId || !U.Callees[Handler].NoReturn;
  }

  bool isFlag(const Place &P) const {
    return P.Object != NoId && !isErrno(P) && U.Objects[P.Object].isFlagLike() &&
           !U.Objects[P.Object].IsThreadLocal;
  }

  static bool masks(const Function &F) {
    return hasEvent(
        F, [](const Event &E) { return E.is(EffectKind::Mask) && E.effect().Raises == Source::Signal; });
  }

  /// Where the flag is tested and acted upon before it is cleared.
  void outside(FunctionId Id) {
    const Function &F = U.Functions[Id];
    std::vector<bool> Repeated = F.IsMain ? inLoops(F) : std::vector<bool>(F.Blocks.size(), true);
    forEachEvent(F, [&](Position P, const Event &E) {
      // A flag that main reads once at startup is a setting.
      if (E.kind() == EventKind::Read && Set.count(E.subject().Object) && Repeated[P.Block])
        Tested.try_emplace(E.subject().Object, Id, &E);
    });
    if (masks(F))
      return;
    forEachEdge(F, [&](BlockId B, const Edge &E) {
      if (E.When && Set.count(E.When->Subject.Object) && !holds(E.When->Test, 0))
        if (std::optional<LateClear> L = Clears.find(Id, B, E); L && !masks(U.Functions[L->In]))
          clearsLast(*L, E.When->Subject);
    });
  }

  void clearsLast(const LateClear &L, const Place &Flag) {
    const HandlerWrite &W = *Set.at(Flag.Object);
    FlagOrder O = orderOf(U, L, Flag, certaintyIn(Facts, Facts.HandlerRuns[W.Run]));
    O.Run = W.Run;
    O.OtherIn = W.In;
    O.Other = W.At;
    if (Cleared.insert(O.Second).second)
      Out.push_back(O);
  }

  /// In a handler: a wakeup followed by the first store to a flag.
  void wakesFirst(unsigned Run) {
    const HandlerRun &R = Facts.HandlerRuns[Run];
    forEachEvent(U.Functions[R.Function], [&](Position At, const Event &E) {
      if (R.Reached[At.Block] && wakes(E, 0))
        storesAfter(Run, At);
    });
  }

  void storesAfter(unsigned Run, Position Wake) {
    const HandlerRun &R = Facts.HandlerRuns[Run];
    const Function &F = U.Functions[R.Function];
    FlagStores Stored = storesBefore(U, F, Wake, [](const SharedKey &, const Event &) { return true; });
    const std::vector<Place> Results = resultsOf(F, Wake);
    const int64_t Success = onSuccess(F.Blocks[Wake.Block].Events[Wake.Index]);
    // Where the wakeup has failed, nobody is woken before the store.
    After Later(F, Wake, [&](BlockId, const Edge &E) {
      return !E.When || holds(E.When->Test, Success) ||
             std::find(Results.begin(), Results.end(), E.When->Subject) == Results.end();
    });
    forEachEvent(F, [&](Position At, const Event &E) {
      if (!R.Reached[At.Block] || !Later.contains(At) || E.kind() != EventKind::Assign ||
          !isFlag(E.subject()) || E.constant() == 0)
        return;
      auto Looked = Tested.find(E.subject().Object);
      if (Looked == Tested.end() || !Stored.emplace(sharedKey(E.subject()), &E).second ||
          !Late.insert(&E).second)
        return;
      FlagOrder O;
      O.Flag = E.subject();
      O.In = R.Function;
      O.First = &F.Blocks[Wake.Block].Events[Wake.Index];
      O.Second = &E;
      O.Run = Run;
      O.OtherIn = Looked->second.first;
      O.Other = Looked->second.second;
      O.Sure = certaintyIn(Facts, R);
      Out.push_back(O);
    });
  }

  /// What holds the result of a call that wakes: nothing, if a callee wakes.
  static std::vector<Place> resultsOf(const Function &F, Position Wake) {
    const Event &E = F.Blocks[Wake.Block].Events[Wake.Index];
    if (!E.is(EffectKind::Wake) || E.site().Result.isNone())
      return {};
    std::vector<Place> Out = {E.site().Result};
    forEachEvent(F, [&](Position, const Event &Copy) {
      if (Copy.kind() == EventKind::Assign && Copy.other() == E.site().Result)
        Out.push_back(Copy.subject());
    });
    return Out;
  }

  /// The result of a call that has woken: what it was to write, or 0.
  static int64_t onSuccess(const Event &Wake) {
    const CallSite &Site = Wake.site();
    return Site.Constants.size() > Size ? Site.Constants[Size].value_or(0) : 0;
  }

  /// Wakes other code, directly or in a known callee.
  bool wakes(const Event &E, unsigned Depth) {
    if (E.is(EffectKind::Wake))
      return isTold(E.effect().Subject) && !E.effect().Lasts && !isText(E);
    FunctionId Body = Depth <= 2 ? calledBy(U, E, Runs::Perhaps) : NoId;
    if (Body == NoId)
      return false;
    auto [It, New] = Wake.try_emplace({Body, Depth}, false);
    if (!New)
      return It->second;
    bool Found = false;
    forEachEvent(U.Functions[Body],
                 [&](Position, const Event &Inner) { Found = Found || wakes(Inner, Depth + 1); });
    return Wake[{Body, Depth}] = Found;
  }

  /// A named descriptor or object; a constant descriptor is where messages go.
  static bool isTold(const Place &P) { return !P.isNone() && P.Root != Place::RootKind::Local; }

  /// `write(fd, text, strlen(text))`: what wakes has a fixed size.
  static bool isText(const Event &E) {
    const CallSite &Site = E.site();
    return Site.Args.size() > Size && (Site.Constants.size() <= Size || !Site.Constants[Size]);
  }

  const UnitWaits &Facts;
  const WorkInHandlers Work;
  const Unit &U;
  LateClears Clears;
  std::vector<bool> Inside;
  std::map<ObjectId, const HandlerWrite *> Set; ///< flags that handlers set
  std::map<ObjectId, std::pair<FunctionId, const Event *>> Tested;
  std::set<const Event *> Cleared, Late;
  std::map<std::pair<FunctionId, unsigned>, bool> Wake; ///< by body, and its depth
  std::vector<FlagOrder> Out;
};

} // namespace

std::vector<FlagOrder> findHandlerOrders(const UnitWaits &Facts, const std::vector<UnsafeCall> &Unsafe) {
  return OrderFinder(Facts, Unsafe).run();
}

} // namespace asyncsafe
