//===- HandlerUnsafe.cpp - What a handler must not do ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Paths.h"
#include "analysis/handlers/AlarmWindows.h"
#include "analysis/handlers/HandlerDefects.h"
#include "analysis/handlers/HandlerGuards.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

class UnsafeFinder {
public:
  explicit UnsafeFinder(const UnitHandlers &Facts)
      : Facts(Facts), U(*Facts.Of), Guards(Facts), Alarms(Facts) {}

  std::vector<UnsafeCall> run() {
    for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I) {
      const HandlerRun &R = Facts.HandlerRuns[I];
      if (Facts.Handlers[R.Install].NeverElsewhere)
        continue;
      for (BlockId B = 0; B < R.Reached.size(); ++B)
        if (R.Reached[B])
          for (const Event &E : U.Functions[R.Function].Blocks[B].Events)
            visit(E, I, B);
    }
    std::map<GroupKey, std::vector<UnsafeCall>> Groups;
    for (auto &[Key, Found] : Calls)
      Groups[groupOf(Key.first, Found.First)].push_back(finish(Found));
    // A function called by several handlers is reported once.
    std::map<SiteKey, UnsafeCall> Told;
    for (auto &[Key, Group] : Groups) {
      UnsafeCall C = mostTelling(std::move(Group));
      C.Handlers = Reaching.at(siteOf(C));
      auto [It, New] = Told.try_emplace(siteOf(C), C);
      if (!New &&
          std::make_tuple(-int(C.Sure), C.Run) < std::make_tuple(-int(It->second.Sure), It->second.Run))
        It->second = C;
    }
    std::vector<UnsafeCall> Out;
    for (auto &[Key, C] : Told)
      Out.push_back(C);
    return Out;
  }

private:
  /// All calls of one callee in one function.
  using SiteKey = std::tuple<FunctionId, UnsafeCall::Kind, CalleeId>;
  struct Site {
    UnsafeCall First;
    std::set<uint32_t> Places; ///< where else in the function: offsets
  };

  SiteKey siteOf(const UnsafeCall &C) const { return {Facts.HandlerRuns[C.Run].Function, C.K, C.Callee}; }
  FunctionId handlerOf(const UnsafeCall &C) const {
    return Facts.Handlers[Facts.HandlerRuns[C.Run].Install].Handler;
  }

  /// One root cause: the handler does work that does not belong in a handler.
  using GroupKey = std::tuple<FunctionId, UnsafeCall::Kind, Certainty, const Event *>;

  GroupKey groupOf(FunctionId Handler, const UnsafeCall &C) const {
    using Kind = UnsafeCall::Kind;
    if (C.K == Kind::Unlisted) // it depends on the callee, not on the handler
      return {Handler, C.K, C.Sure, C.At};
    // An exception thrown by a callee is part of that callee's work.
    bool Thrown = C.K == Kind::Throw && Facts.HandlerRuns[C.Run].Caller == NoId;
    bool Work = C.K != Kind::Jump && !Thrown;
    return {Handler, Work ? Kind::Listed : C.K, C.Sure, nullptr};
  }

  /// It ends the program, and only in some runs of its function: the other operations there happen in
  /// the other runs.
  bool isLastResort(const UnsafeCall &C) const {
    if (C.Callee == NoId || !U.Callees[C.Callee].NoReturn)
      return false;
    const Function &F = U.Functions[Facts.HandlerRuns[C.Run].Function];
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      for (const Event &E : F.Blocks[B].Events)
        if (&E == C.At) {
          std::vector<bool> Others = reachableFrom(F, 0, B);
          for (BlockId Other = 0; Other < F.Blocks.size(); ++Other)
            if (Others[Other] && F.Blocks[Other].Successors.empty())
              return true;
        }
    return false;
  }

  bool allocates(const UnsafeCall &C) const {
    return C.K == UnsafeCall::Kind::Allocation || C.K == UnsafeCall::Kind::Deallocation ||
           (C.Callee != NoId && U.Callees[C.Callee].Allocates);
  }
  bool takesLock(const UnsafeCall &C) const {
    return C.K == UnsafeCall::Kind::Lock || (C.Callee != NoId && U.Callees[C.Callee].TakesLock);
  }

  /// The worst call of the group: one that deadlocks or corrupts the heap before one that damages a
  /// state of its own; among equals the one closest to the handler, then one that corrupts the heap. An
  /// exception in a callee comes last: it needs a wrong argument or a missing key, while the other calls
  /// happen every time.
  UnsafeCall mostTelling(std::vector<UnsafeCall> Group) const {
    auto Rank = [&](const UnsafeCall &C) {
      const HandlerRun &R = Facts.HandlerRuns[C.Run];
      return std::make_tuple(C.K == UnsafeCall::Kind::Throw || isLastResort(C),
                             !allocates(C) && !takesLock(C), chainTo(Facts, R).size(), !allocates(C),
                             R.Call ? R.Call->Expr.Begin : 0, C.At->Expr.Begin, C.At->Expr.End, C.K, C.Run);
    };
    std::sort(Group.begin(), Group.end(),
              [&](const UnsafeCall &A, const UnsafeCall &B) { return Rank(A) < Rank(B); });
    UnsafeCall Out = Group.front();
    if (Group.size() > 1) {
      Out.AlsoAt = Group[1].At;
      Out.AlsoKind = Group[1].K;
      Out.Others = static_cast<unsigned>(Group.size() - 2);
    }
    return Out;
  }

  void visit(const Event &E, unsigned Run, BlockId B) {
    UnsafeCall C;
    C.Run = Run;
    const HandlerRun &R = Facts.HandlerRuns[Run];
    if (!E.Expr.isValid() || !classify(E, C))
      return;
    C.At = &E;
    if (Guards.isBehindEnd(R, B, E))
      return;
    bool Excused = Guards.excuses(R, B) || Alarms.onlySafeCode(Facts.Handlers[R.Install]) ||
                   Alarms.onlySafeFromThereOn(Facts.Handlers[R.Install]) || isOfGuardedLock(E);
    C.Sure = Excused ? Certainty::Unknown : std::min(C.Sure, certaintyIn(Facts, R));
    Site &S = Calls[{handlerOf(C), siteOf(C)}];
    S.Places.insert(E.Expr.Begin);
    Reaching[siteOf(C)].insert(handlerOf(C));
    bool Better = !S.First.At || C.Sure > S.First.Sure ||
                  (C.Sure == S.First.Sure && R.Install == Facts.HandlerRuns[S.First.Run].Install &&
                   E.Expr.Begin < S.First.At->Expr.Begin);
    if (Better)
      S.First = C;
  }

  bool classify(const Event &E, UnsafeCall &C) const {
    using Kind = UnsafeCall::Kind;
    if (E.kind() == EventKind::Throw) {
      C.K = Kind::Throw;
      return true;
    }
    bool IsEffect = E.kind() == EventKind::Effect;
    if (IsEffect && E.effect().Kind == EffectKind::Interrupt && E.effect().Raises == Source::Jump)
      return classifyJump(E, C);
    C.Callee = E.site().Callee;
    if (C.Callee != NoId) {
      const Callee &F = U.Callees[C.Callee];
      if (F.Safety == SignalSafety::Unsafe)
        return true;
      if (F.Safety == SignalSafety::Safe)
        return false;
    }
    if (IsEffect && (E.effect().Kind == EffectKind::Acquire || E.effect().Kind == EffectKind::Release)) {
      bool Takes = E.effect().Kind == EffectKind::Acquire;
      bool Heap = E.effect().Resource == ResourceKind::Heap || E.effect().Resource == ResourceKind::Array;
      bool Lock =
          E.effect().Resource == ResourceKind::Lock || E.effect().Resource == ResourceKind::SharedLock;
      C.K = Lock ? Kind::Lock : Takes ? Kind::Allocation : Kind::Deallocation;
      if (Heap || (Lock && Takes))
        return true;
    }
    if (C.Callee == NoId || E.kind() == EventKind::Destroy)
      return false;
    const Callee &F = U.Callees[C.Callee];
    bool Known = bodyOf(U, C.Callee, Runs::Perhaps) != NoId || F.Indirect || F.Constructor || F.Destructor;
    C.K = Kind::Unlisted;
    C.Sure = Certainty::Unknown;
    return !Known;
  }

  /// A jump out of a handler is safe unless it leaves an operation half done: reported if an unsafe
  /// function is called under the landing.
  bool classifyJump(const Event &E, UnsafeCall &C) const {
    C.K = UnsafeCall::Kind::Jump;
    if (E.JumpsTo != NoId)
      return false;
    C.Callee = E.site().Callee;
    C.Abandoned = abandoned(E.site(), Facts.Handlers[Facts.HandlerRuns[C.Run].Install]);
    C.Sure = C.Abandoned ? Certainty::Likely : Certainty::Unknown;
    return true;
  }

  const Event *abandoned(const CallSite &Jump, const HandlerInstall &H) const {
    if (Jump.Args.empty() || Jump.Args.front().isNone())
      return nullptr;
    std::vector<bool> Inside = functionsInHandlers(Facts);
    const Event *Found = nullptr;
    for (FunctionId Id = 0; Id < U.Functions.size() && !Found; ++Id)
      if (const Function &F = U.Functions[Id]; !Inside[Id])
        forEachEvent(F, [&](Position At, const Event &E) {
          if (E.kind() != EventKind::Effect || E.effect().Kind != EffectKind::SetJump ||
              !(E.effect().Subject == Jump.Args.front()))
            return;
          walk(F, behind(At), [&](Position, const Event &Each) {
            bool Unsafe = Each.JumpsTo != NoId && Each.site().Callee != NoId &&
                          !U.Callees[Each.site().Callee].NoReturn &&
                          U.Callees[Each.site().Callee].Safety == SignalSafety::Unsafe;
            if (Unsafe && !Found)
              Found = &Each;
            return Found ? Visit::Stop : takesDown(Each, H) ? Visit::EndPath : Visit::GoOn;
          });
        });
    return Found;
  }

  /// Another handler, or the previous action, replaces this one.
  bool takesDown(const Event &E, const HandlerInstall &H) const {
    bool Registers = E.is(EffectKind::RegisterHandler) && H.Signal && E.effect().OtherValue == H.Signal;
    return Registers &&
           std::none_of(Facts.Handlers.begin(), Facts.Handlers.end(), [&](const HandlerInstall &Each) {
             return Each.Handler == H.Handler && Each.At->Expr == E.Expr;
           });
  }

  /// Other code takes the lock only with signals blocked, so the handler never interrupts a holder.
  bool isOfGuardedLock(const Event &E) const {
    bool OfLock = E.kind() == EventKind::Effect && E.effect().Resource == ResourceKind::Lock &&
                  (E.effect().Kind == EffectKind::Acquire || E.effect().Kind == EffectKind::Release);
    if (!OfLock || E.effect().Subject.Root != Place::RootKind::Global)
      return false;
    std::vector<bool> Inside = functionsInHandlers(Facts);
    bool Taken = false;
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      bool Takes = false, Masks = false;
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &Each : B.Events) {
          if (Inside[F] || Each.kind() != EventKind::Effect)
            continue;
          Takes |= Each.effect().Kind == EffectKind::Acquire && Each.effect().Subject == E.effect().Subject;
          Masks |= Each.effect().Kind == EffectKind::Mask && Each.effect().Raises == Source::Signal;
        }
      if (Takes && !Masks)
        return false;
      Taken |= Takes;
    }
    return Taken;
  }

  static UnsafeCall finish(const Site &S) {
    UnsafeCall C = S.First;
    C.Repeats = static_cast<unsigned>(S.Places.size() - 1);
    return C;
  }

  const UnitHandlers &Facts;
  const Unit &U;
  HandlerGuards Guards;
  AlarmWindows Alarms;
  std::map<std::pair<FunctionId, SiteKey>, Site> Calls; ///< by the handler
  std::map<SiteKey, std::set<FunctionId>> Reaching;
};

} // namespace

std::vector<UnsafeCall> findUnsafeCalls(const UnitHandlers &Facts) { return UnsafeFinder(Facts).run(); }

} // namespace asyncsafe
