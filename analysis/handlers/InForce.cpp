//===- InForce.cpp - Handlers that are in force at a point ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/InForce.h"

#include "analysis/engine/KnownCallers.h"
#include "analysis/handlers/SignalSets.h"
#include "analysis/handlers/TimerSignals.h"
#include "analysis/handlers/Timers.h"

#include <algorithm>

namespace asyncsafe {

using namespace process;

static bool changesHandlers(const Event &E) {
  return E.is(EffectKind::RegisterHandler) || E.is(EffectKind::StartProcess);
}

namespace {

/// By state at the entry of a function.
using ByEntry = std::array<States, 4>;

template <class Answer> ByEntry forEachEntry(Answer Of) {
  ByEntry Out{};
  for (unsigned S = 0; S < Out.size(); ++S)
    Out[S] = Of(stateOf(S));
  return Out;
}

States chosen(const ByEntry &From, States Entry) {
  States Out = 0;
  for (unsigned S = 0; S < From.size(); ++S)
    if (Entry & stateOf(S))
      Out |= From[S];
  return Out;
}

/// What is asked of a function again and again. The flow itself, with states for each block, is not kept.
struct Followed {
  std::vector<ByEntry> AtCalls; ///< parallel to CallsIn
  ByEntry Anywhere{}, Foreign{};
};

} // namespace

/// What is known of one handler.
struct HandlersInForce::Answers {
  std::unique_ptr<FixedPoint<Left>> After;
  std::unique_ptr<FixedPoint<States>> Entries;
  std::map<FunctionId, Followed> Flows;
  std::map<FunctionId, ProcessFlow> Asked; ///< of functions that wait
  States Start = stateOf(Unsent);          ///< of main
  States Elsewhere = AtStart;              ///< in which unknown code runs
};

bool HandlersInForce::isOfUse(const Answers &A) const {
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    if (OnThread[F] || InHandler[F]) // their states are assumptions
      continue;
    States At = A.Entries->solved(F);
    auto Own = A.Flows.find(F);
    if ((Own == A.Flows.end() ? At : chosen(Own->second.Anywhere, At)) &
        (stateOf(On) | stateOf(On | Copy) | stateOf(On | Failed)))
      return true;
  }
  return false;
}

HandlersInForce::HandlersInForce(const UnitHandlers &Facts)
    : Facts(Facts), U(*Facts.Of), Calls(*Facts.Calls), Changes(Calls, U.Functions.size()),
      CallersUnknown(runElsewhere(U, Calls.threads())), OnThread(Calls.onThreads()),
      InHandler(functionsInHandlers(Facts)), ByTimers(sentByTimersOnly(Facts)), Above(U.Functions.size()),
      DispatchedTo(U.Functions.size()), CallsIn(U.Functions.size()) {
  const std::vector<bool> &InTables = Calls.values().inCalledTables();
  bool IsProgram =
      std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) { return F.IsMain; });
  for (const HandlerChange &C : Facts.HandlerChanges)
    Changes.ByCall[C.At].push_back(&C);
  std::vector<std::vector<FunctionId>> Below;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    Changes.Concerned[F] =
        hasEvent(Fn, [&](const Event &E) { return changesHandlers(E) || Changes.ByCall.count(&E) != 0; });
    // A library's functions are its users'; one that nothing calls in a program is dead.
    CallersUnknown[F] = (CallersUnknown[F] && !InTables[F]) || (!Fn.IsMain && !Fn.Overrides.empty()) ||
                        (!IsProgram && (!Fn.IsLocalToUnit || Fn.HasOtherNames));
    for (const CallEdge &E : Calls.callees(F)) {
      Above[E.To].push_back(E);
      CallsIn[F].emplace_back(E.Block, E.Index);
    }
    Below.push_back(Calls.components().below(F));
    addDispatched(F, Below.back());
    std::sort(CallsIn[F].begin(), CallsIn[F].end());
    CallsIn[F].erase(std::unique(CallsIn[F].begin(), CallsIn[F].end()), CallsIn[F].end());
  }
  Order.emplace(std::move(Below));
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    Changes.WithTimers[F] =
        hasEvent(U.Functions[F], [&](const Event &E) { return timerSet(U.Functions[F], E) != Timer::None; });
  BelowArmed = Changes.WithTimers;
  Calls.spread(BelowArmed);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    Changes.WithTimers[F] = Changes.WithTimers[F] || Changes.Concerned[F];
  spreadUp(Changes.Concerned);
  spreadUp(Changes.WithTimers);
}

/// To all functions that run a marked one, also through pointers.
void HandlersInForce::spreadUp(std::vector<bool> &Marked) const {
  std::vector<FunctionId> Work;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (Marked[F])
      Work.push_back(F);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    forEachCall(F, [&](const CallEdge &E) {
      if (!Marked[E.From]) {
        Marked[E.From] = true;
        Work.push_back(E.From);
      }
    });
  }
}

/// A call through a large table is an edge here, though the call graph has none.
void HandlersInForce::addDispatched(FunctionId F, std::vector<FunctionId> &Below) {
  forEachEvent(U.Functions[F], [&](Position At, const Event &E) {
    const FunctionValues::Answer *Table =
        Calls.values().calledBy(E) ? nullptr : Calls.values().dispatchedBy(E);
    if (!Table)
      return;
    auto [It, New] = Dispatched.try_emplace(Table);
    It->second.push_back({F, NoId, At.Block, At.Index, &E});
    for (FunctionId To : New ? Table->Bodies : std::vector<FunctionId>())
      DispatchedTo[To].push_back(&It->second);
    CallsIn[F].emplace_back(At.Block, At.Index);
    Below.insert(Below.end(), Table->Bodies.begin(), Table->Bodies.end());
  });
  std::sort(Below.begin(), Below.end());
  Below.erase(std::unique(Below.begin(), Below.end()), Below.end());
}

HandlersInForce::~HandlersInForce() = default;

HandlersInForce::Answers &HandlersInForce::answersOf(unsigned Install) {
  auto [It, New] = Known.try_emplace(Install);
  if (!New)
    return *It->second;
  It->second = std::make_unique<Answers>();
  Answers &A = *It->second;
  const FollowedHandler H{Facts.Handlers[Install], ByTimers[Install]};
  const std::vector<bool> &Concerned = H.concerned(Changes);
  if (H.ByTimers)
    A.Elsewhere = stateOf(Unsent);
  A.After = std::make_unique<FixedPoint<Left>>(
      *Order, Left(), [this, &A, H](FunctionId F) { return ProcessFlow(Changes, *A.After, H, F).left(); });
  auto FlowOf = [this, &A, H](FunctionId F) -> const Followed & {
    auto [Known, New] = A.Flows.try_emplace(F);
    Followed &Of = Known->second;
    if (New) {
      (*A.After)(F); // the answers about its callees are final
      const ProcessFlow Flow(Changes, *A.After, H, F);
      for (auto [Block, Index] : CallsIn[F])
        Of.AtCalls.push_back(
            forEachEntry([&, At = Position{Block, Index}](States S) { return Flow.at(At, S); }));
      Of.Anywhere = forEachEntry([&](States S) { return Flow.anywhere(S); });
      const bool Returns = CallersUnknown[F] && !InHandler[F];
      Of.Foreign = forEachEntry([&](States S) { return Flow.foreign(S, Returns); });
    }
    return Of;
  };
  auto AtCall = [this, FlowOf](const CallEdge &E, States Caller) {
    const auto &In = CallsIn[E.From];
    auto At = std::lower_bound(In.begin(), In.end(), std::make_pair(E.Block, E.Index));
    return chosen(FlowOf(E.From).AtCalls[static_cast<size_t>(At - In.begin())], Caller);
  };
  auto Entry = [this, &A, &Concerned, AtCall](FunctionId F) {
    if (U.Functions[F].IsMain)
      return A.Start;
    States Out = CallersUnknown[F] ? A.Elsewhere : States(0);
    if (OnThread[F] || InHandler[F])
      Out |= stateOf(On); // whatever its process has installed by then
    forEachCall(F, [&](const CallEdge &E) {
      States Caller = (*A.Entries)(E.From);
      Out |= Concerned[E.From] && Caller ? AtCall(E, Caller) : Caller;
    });
    return withoutCopy(Out);
  };
  for (States Before = 0; Before != A.Elsewhere;) {
    Before = A.Elsewhere;
    A.Entries = std::make_unique<FixedPoint<States>>(*Order, States(0), Entry, From::Callers);
    A.Entries->solveAll();
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      States At = A.Entries->solved(F);
      if (Concerned[F] && At)
        A.Elsewhere |= chosen(FlowOf(F).Foreign, At);
      else if ((At | A.Elsewhere) != A.Elsewhere &&
               hasEvent(U.Functions[F], [&](const Event &E) { return runsForeignCode(Calls, E); }))
        A.Elsewhere |= At;
    }
    // A handler of SIGCHLD that no child would call: children come from elsewhere, from a library or the
    // program that ran in this process before. So does an alarm.
    if (Before == A.Elsewhere && A.Start != AtStart && !isOfUse(A)) {
      A.Start = AtStart;
      A.Elsewhere |= AtStart;
      Before = 0;
    }
  }
  return A;
}

bool HandlersInForce::mayStrikeByFlow(unsigned Install, FunctionId In, Position At) {
  Answers &A = answersOf(Install);
  States Entry = A.Entries->solved(In);
  if (!Entry) // no call of it is reached
    return !ByTimers[Install] || A.Start == AtStart || BelowArmed[In];
  States Now = Entry;
  if (const FollowedHandler H{Facts.Handlers[Install], ByTimers[Install]}; H.concerned(Changes)[In])
    Now = A.Asked.try_emplace(In, Changes, *A.After, H, In).first->second.at(At, Entry);
  bool NeedsSender = ByTimers[Install] || Facts.Handlers[Install].comesFromChild();
  return mapped(Now, [&](unsigned S) {
           return (S & On) && !(NeedsSender && (S & Unsent)) ? AtStart : States(0);
         }) != 0;
}

/// While the handler of \p H runs, its own signal is blocked, and those of the mask that it is installed
/// with.
bool HandlersInForce::blocksWhileRunning(const HandlerInstall &H,
                                         const std::optional<int64_t> &Signal) const {
  if (!Signal || H.Signal == Signal)
    return Signal.has_value();
  Place Mask = H.At->is(EffectKind::RegisterHandler) ? H.At->effect().Owner : Place();
  if (Mask.isNone() || Mask.Path.empty())
    return false;
  Mask.Path.resize(Mask.Path.size() - 1); // beside the flags
  Mask.Object = NoId;
  Mask.field("sa_mask");
  SignalSet Set = SignalSets(U, Calls).of(H.In, Mask);
  return Set.Filled && Set.mayHold(Signal);
}

/// \p In runs only in handlers that block the signal.
bool HandlersInForce::isBlockedByHandlers(const std::optional<int64_t> &Signal, FunctionId In) const {
  bool FromHandlers = InHandler[In];
  forEachCall(In, [&](const CallEdge &E) { FromHandlers = FromHandlers && InHandler[E.From]; });
  if (!FromHandlers)
    return false;
  return std::all_of(Facts.HandlerRuns.begin(), Facts.HandlerRuns.end(), [&](const HandlerRun &R) {
    return R.Function != In || blocksWhileRunning(Facts.Handlers[R.Install], Signal);
  });
}

bool HandlersInForce::mayStrikeAt(unsigned Install, FunctionId In, Position At) {
  const HandlerInstall &H = Facts.Handlers[Install];
  if (isBlockedByHandlers(H.Signal, In))
    return false;
  // At any time, in another thread or where another handler strikes.
  if (OnThread[H.In])
    return true;
  if (mayStrikeByFlow(Install, In, At))
    return true;
  if (!InHandler[H.In])
    return false;
  return std::any_of(Facts.HandlerRuns.begin(), Facts.HandlerRuns.end(), [&](const HandlerRun &R) {
    if (R.Function != H.In)
      return false;
    const HandlerInstall &By = Facts.Handlers[R.Install];
    return By.Signal != H.Signal ||
           (R.Install != Install && !InHandler[By.In] && mayStrikeByFlow(R.Install, In, At));
  });
}

} // namespace asyncsafe
