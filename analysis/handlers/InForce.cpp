//===- InForce.cpp - Handlers that are in force at a point ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/InForce.h"

#include "analysis/engine/KnownCallers.h"
#include "analysis/handlers/SignalSets.h"

#include <algorithm>
#include <array>
#include <deque>

namespace asyncsafe {

namespace {

/// A set of states of a process: the handler is in force or not, it has children or not, and what became of
/// the function's last fork: this is the child, there is none, or neither is known.
using States = uint16_t;
enum : unsigned { On = 1, Childless = 2, Copy = 4, Failed = 8, OfFork = Copy | Failed, AllStates = 16 };
constexpr States stateOf(unsigned S) { return static_cast<States>(1u << S); }
constexpr States AtStart = stateOf(0);

/// Each state of \p S as \p To(state) -> States changes it.
template <class Change> States mapped(States S, Change To) {
  States Out = 0;
  for (unsigned Each = 0; Each < AllStates; ++Each)
    if (S & stateOf(Each))
      Out |= To(Each);
  return Out;
}

/// The last fork is the caller's no longer.
States withoutCopy(States S) {
  return mapped(S, [](unsigned Each) { return stateOf(Each & ~OfFork); });
}

/// Code of others runs there, and may call any function whose callers are unknown.
bool isForeign(const Callees &Calls, const Event &E) {
  const Unit &U = Calls.unit();
  if (E.kind() != EventKind::Call || !isOpen(U, E.site().Callee) || U.Callees[E.site().Callee].NoReturn)
    return false;
  const FunctionValues::Answer *Behind = Calls.values().calledBy(E);
  return !Behind || !Behind->All;
}

bool changesHandlers(const Event &E) {
  return E.is(EffectKind::RegisterHandler) || E.is(EffectKind::StartProcess);
}

/// The caller decides what it is.
bool isGiven(const Place &P) {
  return P.Root == Place::RootKind::Param || P.Root == Place::RootKind::This ||
         P.Root == Place::RootKind::OuterThis;
}

/// What a function does with a process in each of the four states at its entry.
struct Left {
  std::array<States, 4> By{};
  bool Forks = false; ///< its result is 0 in the states of a copy, and in no other
  bool operator==(const Left &L) const { return By == L.By && Forks == L.Forks; }
};

} // namespace

/// What is known of one handler.
struct HandlersInForce::Answers {
  std::unique_ptr<FixedPoint<Left>> After;
  std::unique_ptr<FixedPoint<States>> Entries;
  std::map<FunctionId, std::unique_ptr<Flow>> Flows;
  States Start = stateOf(Childless); ///< of main
  States Elsewhere = AtStart;        ///< in which unknown code runs
};

/// One function, from each of the four states at its entry.
class HandlersInForce::Flow {
public:
  Flow(const HandlersInForce &All, Answers &Of, const HandlerInstall &H, FunctionId Id)
      : All(All), Of(Of), H(H), F(All.U.Functions[Id]), Before(F.Blocks.size()) {
    if (F.Blocks.empty())
      return;
    std::vector<BlockId> Caught = entriesOf(F);
    Before[0].emplace();
    for (unsigned S = 0; S < 4; ++S)
      Before[0]->Now[S] = stateOf(S);
    std::deque<BlockId> Work{0};
    auto Join = [&](BlockId To, const Point &P) {
      bool New = !Before[To];
      if (New)
        Before[To] = P;
      if (New || Before[To]->join(P))
        Work.push_back(To);
    };
    while (!Work.empty()) {
      BlockId B = Work.front();
      Work.pop_front();
      Point P = *Before[B];
      for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I)
        transfer(P, B, I);
      Effort::add();
      for (const Edge &E : F.Blocks[B].Successors)
        Join(E.To, over(P, E));
      for (BlockId C : Caught)
        if (C != 0)
          Join(C, P);
    }
  }

  /// The states before an event, for those at the entry.
  States at(Position To, States Entry) const { return chosen(pointAt(To), Entry); }

  States anywhere(States Entry) const {
    States Out = 0;
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      if (Before[B]) {
        Point P = *Before[B];
        Out |= chosen(P, Entry);
        for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I) {
          transfer(P, B, I);
          Out |= chosen(P, Entry);
        }
      }
    return Out;
  }

  Left left() const {
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
    return Out;
  }

  /// The states in which unknown code may run: in a call, or after a return to an unknown caller.
  States foreign(States Entry, bool Returns) const {
    States Out = 0;
    for (BlockId B = 0; B < F.Blocks.size(); ++B) {
      if (!Before[B])
        continue;
      Point P = *Before[B];
      for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I) {
        if (isForeign(All.Calls, F.Blocks[B].Events[I]))
          Out |= chosen(P, Entry);
        transfer(P, B, I);
      }
      if (Returns && returnsAfter(All.U, F.Blocks[B]))
        Out |= chosen(P, Entry);
    }
    return withoutCopy(Out);
  }

private:
  struct Point {
    std::array<States, 4> Now{};
    /// Where what was in force is kept: the states at that time, for each at the entry.
    std::map<Place, std::array<States, 4>, PlaceOrder> Saved;
    std::vector<Place> Result; ///< places that hold the last fork's result on every path

    bool join(const Point &From) {
      bool Changed = false;
      auto Add = [&](std::array<States, 4> &To, const std::array<States, 4> &More) {
        for (unsigned S = 0; S < 4; ++S) {
          Changed |= (To[S] | More[S]) != To[S];
          To[S] |= More[S];
        }
      };
      Add(Now, From.Now);
      for (auto &[P, S] : From.Saved)
        Add(Saved[P], S);
      auto Lost =
          std::remove_if(Result.begin(), Result.end(), [&](const Place &P) { return !From.holds(P); });
      Changed |= Lost != Result.end();
      Result.erase(Lost, Result.end());
      return Changed;
    }
    bool holds(const Place &P) const { return std::find(Result.begin(), Result.end(), P) != Result.end(); }
  };

  Point pointAt(Position To) const {
    if (!Before[To.Block])
      return {};
    Point P = *Before[To.Block];
    for (unsigned I = 0; I < To.Index; ++I)
      transfer(P, To.Block, I);
    return P;
  }

  static States chosen(const Point &P, States Entry) {
    States Out = 0;
    for (unsigned S = 0; S < 4; ++S)
      if (Entry & stateOf(S))
        Out |= P.Now[S];
    return Out;
  }

  template <class AtEnd> void forEachEnd(AtEnd V) const {
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      if (Before[B] && returnsAfter(All.U, F.Blocks[B]))
        V(B, pointAt({B, static_cast<unsigned>(F.Blocks[B].Events.size())}));
  }

  template <class Change> static void each(Point &P, Change To) {
    for (States &S : P.Now)
      S = mapped(S, To);
  }

  /// The function keeps what was in force where it installs the handler, and puts that back later: it means
  /// to leave what it found, even if the same test decides twice whether it does so.
  bool putsBack() const {
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

  /// A return whose value is 0 in a copy, and only there.
  static bool tellsCopy(const Event &E, const Point &P, States Now) {
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

  /// A test of the last fork's result tells the child from its parent.
  Point over(Point P, const Edge &E) const {
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

  void transfer(Point &P, BlockId B, unsigned I) const {
    const Event &E = F.Blocks[B].Events[I];
    if (E.kind() == EventKind::Assign)
      return assign(P, E);
    if (E.is(EffectKind::StartProcess))
      return start(P, E);
    if (E.is(EffectKind::RegisterHandler)) {
      // A call has one effect for each possible name of the handler's field.
      const Event *Last = I ? &F.Blocks[B].Events[I - 1] : nullptr;
      if (!Last || !Last->is(EffectKind::RegisterHandler) || !(Last->Expr == E.Expr))
        registration(P, E);
      return;
    }
    call(P, E);
  }

  void assign(Point &P, const Event &E) const {
    bool Holds = P.holds(E.other()), Held = P.holds(E.subject());
    if (Holds && !Held)
      P.Result.push_back(E.subject());
    else if (!Holds && Held)
      P.Result.erase(std::find(P.Result.begin(), P.Result.end(), E.subject()));
    if (auto Kept = P.Saved.find(E.other()); Kept != P.Saved.end())
      P.Saved[E.subject()] = std::array<States, 4>(Kept->second);
  }

  void start(Point &P, const Event &E) const {
    bool Copies = !E.site().Result.isNone() && E.effect().Subject == E.site().Result;
    bool Ignored = E.site().Result.isNone() && E.effect().Subject.isNone();
    each(P, [&](unsigned S) {
      States Parent = stateOf(S & On);
      if (!Copies && !Ignored)
        return Parent;
      return static_cast<States>(Parent | stateOf((S & On) | Childless | Copy) |
                                 stateOf((S & (On | Childless)) | Failed));
    });
    P.Result.clear();
    if (Copies)
      P.Result.push_back(E.site().Result);
  }

  /// What \p Id does, in addition to \p Out.
  void run(const Point &P, FunctionId Id, std::array<States, 4> &Out, bool &Forks) const {
    if (!All.Concerned[Id]) {
      for (unsigned S = 0; S < 4; ++S)
        Out[S] |= P.Now[S];
      return;
    }
    const Left &By = (*Of.After)(Id);
    Forks |= By.Forks;
    for (unsigned S = 0; S < 4; ++S)
      Out[S] |= mapped(P.Now[S], [&](unsigned Each) {
        States Then = By.By[Each & (On | Childless)];
        // A child stays the caller's child, as far as its callee does not fork.
        return By.Forks ? Then
                        : mapped(Then, [&](unsigned Inner) { return stateOf(Inner | (Each & OfFork)); });
      });
  }

  void call(Point &P, const Event &E) const {
    std::vector<FunctionId> Bodies;
    bool Known = true; // what runs is known
    if (FunctionId Body = bodyOf(All.U, E, Runs::Surely); Body != NoId) {
      Bodies.push_back(Body);
    } else if (const FunctionValues::Answer *Behind = All.Calls.values().calledBy(E)) {
      Bodies = Behind->Bodies;
      Known = Behind->All;
    } else if (E.is(EffectKind::RunsCallback)) {
      for (auto &[Argument, Id] : E.site().FunctionArgs)
        if (FunctionId Body = bodyOf(All.U, Id, Runs::Perhaps); Body != NoId)
          Bodies.push_back(Body);
      Known = false;
    } else {
      // A function of the project that is unknown may start processes.
      const Callee *C = E.kind() == EventKind::Call ? &All.U.Callees[E.site().Callee] : nullptr;
      if (C && !C->System && !C->Standard && !C->Indirect)
        each(P, [](unsigned S) { return static_cast<States>(stateOf(S) | stateOf(S & ~Childless)); });
      return changed(P, E, P);
    }
    if (std::none_of(Bodies.begin(), Bodies.end(), [&](FunctionId Id) { return All.Concerned[Id]; }))
      return changed(P, E, P);
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

  /// Applies the changes of a call that names the handler, directly or to a wrapper.
  void changed(Point &P, const Event &E, Point Old) const {
    auto Here = All.Changes.find(&E);
    if (Here == All.Changes.end())
      return;
    for (const HandlerChange *C : Here->second)
      apply(P, *C);
    if (!E.site().Result.isNone())
      P.Saved[E.site().Result] = Old.Now;
  }

  bool mayBeOurs(const std::optional<int64_t> &Signal) const {
    return !Signal || !H.Signal || *Signal == *H.Signal;
  }

  void apply(Point &P, const HandlerChange &C) const {
    bool May = C.Signals.empty() || std::any_of(C.Signals.begin(), C.Signals.end(),
                                                [&](auto &Signal) { return mayBeOurs(Signal); });
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

  /// The handler is then in force or not, or as it was at one of \p Kept.
  static void set(Point &P, bool ToOn, bool ToOff, const std::vector<const std::array<States, 4> *> &Kept,
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

  void registration(Point &P, const Event &E) const {
    const Effect &Does = E.effect();
    const std::array<States, 4> Old = P.Now;
    auto Here = All.Changes.find(&E);
    auto Kept = std::find_if(P.Saved.begin(), P.Saved.end(), [&](auto &Saved) {
      return !Does.Subject.isNone() && Does.Subject.startsWith(Saved.first);
    });
    if (Kept != P.Saved.end()) {
      if (mayBeOurs(Does.OtherValue)) {
        const std::array<States, 4> Then = Kept->second;
        set(P, false, false, {&Then}, !(Does.OtherValue && H.Signal));
      }
    } else if (Here != All.Changes.end()) {
      for (const HandlerChange *C : Here->second)
        apply(P, *C);
    }
    if (!Does.Wait->Mask.isNone())
      P.Saved[Does.Wait->Mask] = Old;
  }

  const HandlersInForce &All;
  Answers &Of;
  const HandlerInstall &H;
  const Function &F;
  std::vector<std::optional<Point>> Before;
};

bool HandlersInForce::isOfUse(const Answers &A) const {
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    if (OnThread[F] || InHandler[F]) // their states are assumptions
      continue;
    States At = A.Entries->solved(F);
    auto Own = A.Flows.find(F);
    if ((Own == A.Flows.end() ? At : Own->second->anywhere(At)) &
        (stateOf(On) | stateOf(On | Copy) | stateOf(On | Failed)))
      return true;
  }
  return false;
}

HandlersInForce::HandlersInForce(const UnitHandlers &Facts)
    : Facts(Facts), U(*Facts.Of), Calls(*Facts.Calls), Concerned(U.Functions.size()),
      CallersUnknown(runElsewhere(U, Calls.threads())), OnThread(Calls.onThreads()),
      InHandler(functionsInHandlers(Facts)), Above(U.Functions.size()) {
  bool IsProgram =
      std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) { return F.IsMain; });
  for (const HandlerChange &C : Facts.HandlerChanges)
    Changes[C.At].push_back(&C);
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    Concerned[F] = hasEvent(Fn, [&](const Event &E) { return changesHandlers(E) || Changes.count(&E) != 0; });
    // A library's functions are its users'; one that nothing calls in a program is dead.
    CallersUnknown[F] = CallersUnknown[F] || (!Fn.IsMain && !Fn.Overrides.empty()) ||
                        (!IsProgram && (!Fn.IsLocalToUnit || Fn.HasOtherNames));
    for (const CallEdge &E : Calls.callees(F))
      Above[E.To].push_back(E);
  }
  for (bool Grows = true; Grows;) {
    Grows = false;
    for (FunctionId F : Calls.inOrder()) // callees first
      for (const CallEdge &E : Calls.callees(F))
        if (Concerned[E.To] && !Concerned[F])
          Grows = Concerned[F] = true;
  }
}

HandlersInForce::~HandlersInForce() = default;

HandlersInForce::Answers &HandlersInForce::answersOf(unsigned Install) {
  auto [It, New] = Known.try_emplace(Install);
  if (!New)
    return *It->second;
  It->second = std::make_unique<Answers>();
  Answers &A = *It->second;
  const HandlerInstall &H = Facts.Handlers[Install];
  A.After = std::make_unique<FixedPoint<Left>>(
      Calls, Left(), [this, &A, &H](FunctionId F) { return Flow(*this, A, H, F).left(); });
  auto FlowOf = [this, &A, &H](FunctionId F) -> const Flow & {
    std::unique_ptr<Flow> &Of = A.Flows[F];
    if (!Of) {
      (*A.After)(F); // the answers about its callees are final
      Of = std::make_unique<Flow>(*this, A, H, F);
    }
    return *Of;
  };
  auto Entry = [this, &A, FlowOf](FunctionId F) {
    if (U.Functions[F].IsMain)
      return A.Start;
    States Out = CallersUnknown[F] ? A.Elsewhere : States(0);
    if (OnThread[F] || InHandler[F])
      Out |= stateOf(On); // whatever its process has installed by then
    for (const CallEdge &E : Above[F]) {
      States Caller = (*A.Entries)(E.From);
      Out |= Concerned[E.From] ? FlowOf(E.From).at({E.Block, E.Index}, Caller) : Caller;
    }
    return withoutCopy(Out);
  };
  for (States Before = 0; Before != A.Elsewhere;) {
    Before = A.Elsewhere;
    A.Entries = std::make_unique<FixedPoint<States>>(Calls, States(0), Entry, From::Callers);
    A.Entries->solveAll();
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      States At = A.Entries->solved(F);
      if (Concerned[F])
        A.Elsewhere |= FlowOf(F).foreign(At, CallersUnknown[F] && !InHandler[F]);
      else if ((At | A.Elsewhere) != A.Elsewhere &&
               hasEvent(U.Functions[F], [&](const Event &E) { return isForeign(Calls, E); }))
        A.Elsewhere |= At;
    }
    // A handler of SIGCHLD that no child would call: children come from elsewhere, from a library or the
    // program that ran in this process before.
    if (Before == A.Elsewhere && A.Start != AtStart && !isOfUse(A)) {
      A.Start = AtStart;
      Before = 0;
    }
  }
  return A;
}

bool HandlersInForce::mayStrikeByFlow(unsigned Install, FunctionId In, Position At) {
  Answers &A = answersOf(Install);
  States Entry = A.Entries->solved(In);
  if (!Entry) // no call of it is reached
    return true;
  States Now = Concerned[In] ? A.Flows.at(In)->at(At, Entry) : Entry;
  bool NeedsChildren = Facts.Handlers[Install].comesFromChild();
  return mapped(Now, [&](unsigned S) {
           return (S & On) && !(NeedsChildren && (S & Childless)) ? AtStart : States(0);
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
  if (!InHandler[In] ||
      !std::all_of(Above[In].begin(), Above[In].end(), [&](const CallEdge &E) { return InHandler[E.From]; }))
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
