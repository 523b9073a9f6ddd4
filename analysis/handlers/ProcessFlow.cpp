//===- ProcessFlow.cpp - Processes along one function ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/ProcessFlow.h"

#include "analysis/engine/Loops.h"
#include "analysis/handlers/TimerSignals.h"
#include "analysis/handlers/Timers.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

using namespace process;

bool runsForeignCode(const Callees &Calls, const Event &E) {
  const Unit &U = Calls.unit();
  if (E.kind() != EventKind::Call || !isOpen(U, E.site().Callee) || U.Callees[E.site().Callee].NoReturn)
    return false;
  const FunctionValues::Answer *Behind = Calls.values().dispatchedBy(E);
  return !Behind || !Behind->All;
}

/// The variable, or result of a call, that \p P is or is a part of.
static Place rootOf(Place P) {
  P.Path.resize(0);
  P.AddressOf = false;
  return P;
}

const ProcessChanges::Outline &ProcessChanges::outline(FunctionId Id) const {
  auto [It, New] = Known.try_emplace(Id);
  if (New)
    It->second = outlineOf(Id);
  return It->second;
}

/// It runs a body that matters, or unknown code that may.
bool ProcessChanges::mayRunConcerned(const Event &E) const {
  const Unit &U = Calls.unit();
  auto Matters = [&](FunctionId Body) { return Body != NoId && WithTimers[Body]; };
  if (ByCall.count(&E) || runsForeignCode(Calls, E))
    return true;
  if (FunctionId Body = bodyOf(U, E, Runs::Surely); Body != NoId)
    return Matters(Body);
  if (const FunctionValues::Answer *Behind = Calls.values().dispatchedBy(E))
    return std::any_of(Behind->Bodies.begin(), Behind->Bodies.end(), Matters);
  if (E.is(EffectKind::RunsCallback))
    return std::any_of(E.site().FunctionArgs.begin(), E.site().FunctionArgs.end(),
                       [&](auto &Each) { return Matters(bodyOf(U, Each.Function, Runs::Perhaps)); });
  return E.kind() == EventKind::Call;
}

ProcessChanges::Outline ProcessChanges::outlineOf(FunctionId Id) const {
  const Function &F = Calls.unit().Functions[Id];
  Outline Out;
  Out.Rank = forwardOrder(F);
  Out.Caught = entriesOf(F);
  Out.Events.resize(F.Blocks.size());
  // Variables that may hold the result of a fork, or a handler that was in force.
  std::unordered_set<Place, PlaceHash> Holders;
  auto Matters = [&](const Event &E) {
    return E.is(EffectKind::StartProcess) || E.is(EffectKind::RegisterHandler) ||
           timerSet(F, E) != Timer::None || mayRunConcerned(E);
  };
  forEachEvent(F, [&](Position, const Event &E) {
    if (E.kind() == EventKind::Assign)
      Out.Read.insert(rootOf(E.other()));
    if (E.is(EffectKind::RegisterHandler)) {
      Out.Read.insert(rootOf(E.effect().Subject));
      if (!E.effect().Wait->Mask.isNone())
        Holders.insert(rootOf(E.effect().Wait->Mask));
    }
    if (auto Here = ByCall.find(&E); Here != ByCall.end())
      for (const HandlerChange *C : Here->second)
        for (const PlaceValue &V : C->Handlers)
          Out.Read.insert(rootOf(V.From));
    if (E.kind() != EventKind::Assign && Matters(E) && !E.site().Result.isNone())
      Holders.insert(rootOf(E.site().Result));
  });
  for (size_t Before = 0; Before != Holders.size();) {
    Before = Holders.size();
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && Holders.count(rootOf(E.other())))
        Holders.insert(rootOf(E.subject()));
    });
  }
  forEachEvent(F, [&](Position P, const Event &E) {
    bool Moves = E.kind() == EventKind::Assign &&
                 (Holders.count(rootOf(E.other())) || Holders.count(rootOf(E.subject())));
    if (Moves || (E.kind() != EventKind::Assign && Matters(E)))
      Out.Events[P.Block].push_back(P.Index);
  });
  return Out;
}

ProcessFlow::ProcessFlow(const ProcessChanges &All, FixedPoint<Left> &After, const FollowedHandler &Followed,
                         FunctionId Id)
    : All(All), U(All.Calls.unit()), After(After), H(Followed.Install), ByTimers(Followed.ByTimers),
      Concerned(Followed.concerned(All)), F(U.Functions[Id]), Of(All.outline(Id)), Before(F.Blocks.size()) {
  if (F.Blocks.empty())
    return;
  Before[0].emplace();
  for (unsigned S = 0; S < 4; ++S)
    Before[0]->Now[S] = stateOf(S);
  std::set<std::pair<unsigned, BlockId>> Work{{Of.Rank[0], 0}};
  auto Join = [&](BlockId To, const Point &P) {
    bool New = !Before[To];
    if (New)
      Before[To] = P;
    if (New || Before[To]->join(P))
      Work.emplace(Of.Rank[To], To);
  };
  while (!Work.empty()) {
    BlockId B = Work.begin()->second;
    Work.erase(Work.begin());
    Point P = *Before[B];
    for (unsigned I : Of.Events[B])
      transfer(P, B, I);
    Effort::add();
    for (const Edge &E : F.Blocks[B].Successors)
      Join(E.To, over(P, E));
    for (BlockId C : Of.Caught)
      if (C != 0)
        Join(C, P);
  }
}

void ProcessFlow::save(Point &P, const Place &In, const std::array<States, 4> &Now) const {
  if (Of.Read.count(rootOf(In)))
    P.Saved[In] = Now;
}

States ProcessFlow::anywhere(States Entry) const {
  States Out = 0;
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    if (Before[B]) {
      Point P = *Before[B];
      Out |= chosen(P, Entry);
      for (unsigned I : Of.Events[B]) {
        transfer(P, B, I);
        Out |= chosen(P, Entry);
      }
    }
  return Out;
}

Left ProcessFlow::left() const {
  Left Out;
  States Either = 0;
  Out.Forks = true;
  forEachEnd([&](BlockId B, const Point &P) {
    const Event *Last = F.Blocks[B].Events.empty() ? nullptr : &F.Blocks[B].Events.back();
    States Now = 0;
    for (unsigned S = 0; S < 4; ++S) {
      Out.By[S] |= P.Now[S];
      Now |= P.Now[S];
    }
    Either |= Now;
    Out.Forks = Out.Forks && Last && tellsCopy(*Last, P, Now);
  });
  const bool Any = mapped(Either, [](unsigned S) { return S & Copy ? AtStart : States(0); });
  Out.Forks = Out.Forks && Any;
  if (!Out.Forks)
    for (States &S : Out.By)
      S = withoutCopy(S);
  if (putsBack())
    for (unsigned S = 0; S < 4; ++S)
      Out.By[S] = mapped(Out.By[S], [&](unsigned Each) { return stateOf((Each & ~On) | (S & On)); });
  // What the caller finds unarmed, it finds unarmed again, even if the same test decides twice.
  if (ByTimers && disarmsAll())
    for (unsigned S : {unsigned(Unsent), unsigned(Unsent | On)})
      Out.By[S] = mapped(Out.By[S], [](unsigned Each) { return stateOf(Each | Unsent); });
  return Out;
}

bool ProcessFlow::disarmsAll() const {
  bool Some = false, All = true;
  forEachEvent(F, [&](Position From, const Event &E) {
    if (timerChange(F, E, *H.Signal) != TimerChange::Arms)
      return;
    bool Later = walk(F, behind(From), [&](Position, const Event &Then) {
                   return timerChange(F, Then, *H.Signal) == TimerChange::Disarms ? Visit::Stop : Visit::GoOn;
                 }).Stopped;
    Some = true;
    All = All && Later;
  });
  return Some && All;
}

States ProcessFlow::foreign(States Entry, bool Returns) const {
  States Out = 0;
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    if (!Before[B])
      continue;
    Point P = *Before[B];
    for (unsigned I : Of.Events[B]) {
      if (runsForeignCode(All.Calls, F.Blocks[B].Events[I]))
        Out |= chosen(P, Entry);
      transfer(P, B, I);
    }
  }
  if (Returns) {
    const Left Back = left();
    for (unsigned S = 0; S < 4; ++S)
      if (Entry & stateOf(S))
        Out |= Back.By[S];
  }
  return withoutCopy(Out);
}

ProcessFlow::Point ProcessFlow::pointAt(Position To) const {
  if (!Before[To.Block])
    return {};
  Point P = *Before[To.Block];
  for (unsigned I : Of.Events[To.Block])
    if (I < To.Index)
      transfer(P, To.Block, I);
  return P;
}

States ProcessFlow::chosen(const Point &P, States Entry) {
  States Out = 0;
  for (unsigned S = 0; S < 4; ++S)
    if (Entry & stateOf(S))
      Out |= P.Now[S];
  return Out;
}

bool ProcessFlow::putsBack() const {
  bool Back = false;
  forEachEvent(F, [&](Position From, const Event &E) {
    if (!E.is(EffectKind::RegisterHandler) || &E != H.At || E.effect().Wait->Mask.isNone())
      return;
    std::vector<Place> Kept{E.effect().Wait->Mask};
    walk(F, behind(From), [&](Position, const Event &Then) {
      auto IsKept = [&](const Place &P) {
        return !P.isNone() &&
               std::any_of(Kept.begin(), Kept.end(), [&](const Place &K) { return P.startsWith(K); });
      };
      if (Then.kind() == EventKind::Assign && IsKept(Then.other()))
        Kept.push_back(Then.subject());
      Back = Back || (Then.is(EffectKind::RegisterHandler) && IsKept(Then.effect().Subject));
      return Visit::GoOn;
    });
  });
  return Back;
}

bool ProcessFlow::tellsCopy(const Event &E, const Point &P, States Now) {
  if (E.kind() != EventKind::Return)
    return !Now;
  if (P.holds(E.subject()))
    return true;
  if (!E.constant())
    return false;
  return !mapped(Now, [&](unsigned S) {
    int64_t Value = *E.constant();
    bool Tells = S & Copy ? Value == 0 : S & Failed ? Value == -1 : Value > 0;
    return Tells ? States(0) : AtStart;
  });
}

ProcessFlow::Point ProcessFlow::over(Point P, const Edge &E) const {
  if (!E.When || !P.holds(E.When->Subject))
    return P;
  const Predicate &Test = E.When->Test;
  bool InCopy = asyncsafe::holds(Test, 0), InParent = compatible(Test, {Predicate::Op::GT, 0}),
       IfFailed = asyncsafe::holds(Test, -1);
  each(P, [&](unsigned S) {
    return (S & Copy ? InCopy : S & Failed ? IfFailed : InParent) ? stateOf(S) : States(0);
  });
  return P;
}

void ProcessFlow::transfer(Point &P, BlockId B, unsigned I) const {
  const Event &E = F.Blocks[B].Events[I];
  if (E.kind() == EventKind::Assign)
    return assign(P, E);
  if (E.is(EffectKind::StartProcess))
    return start(P, E);
  if (ByTimers)
    if (TimerChange Timer = timerChange(F, E, *H.Signal); Timer != TimerChange::None)
      return each(P,
                  [&](unsigned S) { return stateOf(Timer == TimerChange::Arms ? S & ~Unsent : S | Unsent); });
  if (E.is(EffectKind::RegisterHandler)) {
    // A call has one effect for each possible name of the handler's field.
    const Event *Last = I ? &F.Blocks[B].Events[I - 1] : nullptr;
    if (!Last || !Last->is(EffectKind::RegisterHandler) || !(Last->Expr == E.Expr))
      registration(P, E);
    return;
  }
  call(P, E);
}

void ProcessFlow::assign(Point &P, const Event &E) const {
  bool Holds = P.holds(E.other()), Held = P.holds(E.subject());
  if (Holds && !Held)
    P.Result.push_back(E.subject());
  else if (!Holds && Held)
    P.Result.erase(std::find(P.Result.begin(), P.Result.end(), E.subject()));
  if (auto Kept = P.Saved.find(E.other()); Kept != P.Saved.end())
    P.Saved[E.subject()] = std::array<States, 4>(Kept->second);
}

void ProcessFlow::start(Point &P, const Event &E) const {
  bool Copies = !E.site().Result.isNone() && E.effect().Subject == E.site().Result;
  bool Ignored = E.site().Result.isNone() && E.effect().Subject.isNone();
  each(P, [&](unsigned S) {
    // The parent has a child now. A child inherits no timers.
    States Parent = stateOf(S & (ByTimers ? On | Unsent : unsigned(On)));
    if (!Copies && !Ignored)
      return Parent;
    return static_cast<States>(Parent | stateOf((S & On) | Unsent | Copy) |
                               stateOf((S & (On | Unsent)) | Failed));
  });
  P.Result.clear();
  if (Copies)
    P.Result.push_back(E.site().Result);
}

void ProcessFlow::run(const Point &P, FunctionId Id, std::array<States, 4> &Out, bool &Forks) const {
  if (!Concerned[Id]) {
    for (unsigned S = 0; S < 4; ++S)
      Out[S] |= P.Now[S];
    return;
  }
  const Left &By = After(Id);
  Forks |= By.Forks;
  for (unsigned S = 0; S < 4; ++S)
    Out[S] |= mapped(P.Now[S], [&](unsigned Each) {
      States Then = By.By[Each & (On | Unsent)];
      // A child stays the caller's child, as far as its callee does not fork.
      return By.Forks ? Then : mapped(Then, [&](unsigned Inner) { return stateOf(Inner | (Each & OfFork)); });
    });
}

void ProcessFlow::call(Point &P, const Event &E) const {
  std::vector<FunctionId> Bodies;
  bool Known = true; // what runs is known
  if (FunctionId Body = bodyOf(U, E, Runs::Surely); Body != NoId) {
    Bodies.push_back(Body);
  } else if (const FunctionValues::Answer *Behind = All.Calls.values().dispatchedBy(E)) {
    Bodies = Behind->Bodies;
    Known = Behind->All;
  } else if (E.is(EffectKind::RunsCallback)) {
    for (auto &[Argument, Id] : E.site().FunctionArgs)
      if (FunctionId Body = bodyOf(U, Id, Runs::Perhaps); Body != NoId)
        Bodies.push_back(Body);
    Known = false;
  } else {
    // A function of the project that is unknown may start processes.
    const Callee *C = E.kind() == EventKind::Call ? &U.Callees[E.site().Callee] : nullptr;
    if (C && !C->System && !C->Standard && !C->Indirect)
      each(P, [](unsigned S) { return static_cast<States>(stateOf(S) | stateOf(S & ~Unsent)); });
    return changed(P, E, Point(P));
  }
  if (std::none_of(Bodies.begin(), Bodies.end(), [&](FunctionId Id) { return Concerned[Id]; }))
    return changed(P, E, Point(P));
  const Point Old = P;
  std::array<States, 4> Out{};
  bool Forks = false;
  for (FunctionId Id : Bodies)
    run(Old, Id, Out, Forks);
  for (unsigned S = 0; S < 4; ++S)
    P.Now[S] = static_cast<States>(Out[S] | (Known && !Bodies.empty() ? States(0) : Old.Now[S]));
  if (Forks) {
    P.Result.clear();
    if (Bodies.size() == 1 && Known && !E.site().Result.isNone())
      P.Result.push_back(E.site().Result);
  }
  changed(P, E, Old);
}

void ProcessFlow::changed(Point &P, const Event &E, const Point &Old) const {
  auto Here = All.ByCall.find(&E);
  if (Here == All.ByCall.end())
    return;
  for (const HandlerChange *C : Here->second)
    apply(P, *C);
  if (!E.site().Result.isNone())
    save(P, E.site().Result, Old.Now);
}

bool ProcessFlow::mayBeOurs(const std::optional<int64_t> &Signal) const {
  return !Signal || !H.Signal || *Signal == *H.Signal;
}

void ProcessFlow::apply(Point &P, const HandlerChange &C) const {
  bool May = C.Signals.empty() ||
             std::any_of(C.Signals.begin(), C.Signals.end(), [&](auto &Signal) { return mayBeOurs(Signal); });
  if (!May)
    return;
  bool Surely = H.Signal && C.Signals.size() == 1 && C.Signals.front() == H.Signal;
  bool ToOn = C.At == H.At, ToOff = false;
  std::vector<const std::array<States, 4> *> Kept;
  for (const PlaceValue &V : C.Handlers) {
    auto Saved = V.K == PlaceValue::Kind::Entry ? P.Saved.find(V.From) : P.Saved.end();
    if (Saved != P.Saved.end())
      Kept.push_back(&Saved->second);
    else if (V.K == PlaceValue::Kind::Function || V.constant())
      ToOff = true;
    else
      ToOn = ToOff = true;
  }
  set(P, ToOn, ToOff && C.At != H.At, Kept, !Surely);
}

void ProcessFlow::set(Point &P, bool ToOn, bool ToOff, const std::vector<const std::array<States, 4> *> &Kept,
                      bool Perhaps) {
  const Point Old = P;
  for (unsigned S = 0; S < 4; ++S) {
    bool WasOn = ToOn, WasOff = ToOff;
    for (const std::array<States, 4> *K : Kept) {
      WasOn |= mapped((*K)[S], [](unsigned Each) { return Each & On ? AtStart : States(0); }) != 0;
      WasOff |= mapped((*K)[S], [](unsigned Each) { return Each & On ? States(0) : AtStart; }) != 0;
    }
    P.Now[S] = mapped(Old.Now[S], [&](unsigned Each) {
      return static_cast<States>((WasOn ? stateOf(Each | On) : 0) | (WasOff ? stateOf(Each & ~On) : 0) |
                                 (Perhaps ? stateOf(Each) : 0));
    });
  }
}

void ProcessFlow::registration(Point &P, const Event &E) const {
  const Effect &Does = E.effect();
  const std::array<States, 4> Old = P.Now;
  auto Here = All.ByCall.find(&E);
  auto Kept = std::find_if(P.Saved.begin(), P.Saved.end(), [&](auto &Saved) {
    return !Does.Subject.isNone() && Does.Subject.startsWith(Saved.first);
  });
  if (Kept != P.Saved.end()) {
    if (mayBeOurs(Does.OtherValue)) {
      const std::array<States, 4> Then = Kept->second;
      set(P, false, false, {&Then}, !(Does.OtherValue && H.Signal));
    }
  } else if (Here != All.ByCall.end()) {
    for (const HandlerChange *C : Here->second)
      apply(P, *C);
  }
  if (!Does.Wait->Mask.isNone())
    save(P, Does.Wait->Mask, Old);
}

} // namespace asyncsafe
