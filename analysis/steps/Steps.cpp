//===- Steps.cpp - A function with every call answered --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/Steps.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"
#include "analysis/steps/Counters.h"
#include "analysis/steps/Jumps.h"
#include "analysis/steps/KnownVariables.h"
#include "analysis/steps/LearntPairs.h"
#include "analysis/steps/ScopeGuards.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Stands for the closing brace where no return statement does.
const Event ImplicitReturn(ReturnEvent{});

class Resolver {
public:
  Resolver(const Unit &U, const Function &F, CalleeOracle &Oracle, Steps &Out)
      : U(U), F(F), Oracle(Oracle), Out(Out), Guards(U, F, Oracle), Variables(F) {}

  void run() {
    for (const Block &B : F.Blocks) {
      Out.Blocks.emplace_back();
      for (const Event &E : B.Events)
        event(E, Out.Blocks.back());
      if (fallsOffTheEnd(B))
        addPlain(Out.Blocks.back(), ImplicitReturn, Step::Kind::Return);
    }
    for (const UnwindScope &S : F.Scopes)
      Out.Scopes.push_back(scope(S));
    learnPointers();
    for (auto &Block : Out.Blocks)
      intern(Block);
    for (auto &Action : Out.Scopes)
      intern(Action.Steps);
    findCursors();
    turnCounters();
    for (ScopeId I = 0; I < F.Scopes.size(); ++I)
      Out.Scopes[I].Object = Out.Places.intern(actsOn(F.Scopes[I]));
    guarded();
  }

private:
  /// The object that is destroyed, or what a cleanup handler is given.
  static Place actsOn(const UnwindScope &S) {
    const CallSite &Site = S.Action.site();
    Place Given = S.Kind == ScopeKind::Cleanup && !Site.Args.empty() ? Site.Args.front() : S.Action.subject();
    Given.AddressOf = false;
    return Given;
  }

  bool fallsOffTheEnd(const Block &B) const {
    if (!B.Successors.empty())
      return false;
    if (B.Events.empty())
      return true;
    const Event &Last = B.Events.back();
    if (Last.kind() == EventKind::Return || Last.kind() == EventKind::Throw)
      return false;
    if (Last.is(EffectKind::Interrupt) && Last.effect().Raises == Source::Jump)
      return false;
    return Last.site().Callee == NoId || !U.Callees[Last.site().Callee].NoReturn;
  }

  static void append(std::vector<Step> &Into, Step S) {
    S.Begins = Into.empty() || !(Into.back().At->Expr == S.At->Expr);
    Into.push_back(std::move(S));
  }

  void add(std::vector<Step> &Into, const Event &At, Shared<Effect> E) {
    for (Place Effect::*P : {&Effect::Subject, &Effect::Owner, &Effect::Other})
      if (isOwnObject((*E).*P)) {
        Place &Own = E.edit().*P;
        Own.Root = Place::RootKind::This;
        Own.Index = 0;
      }
    Step S;
    S.At = &At;
    S.Does = std::move(E);
    append(Into, std::move(S));
  }

  /// What a lambda calls the enclosing method's object is `this` here.
  bool isOwnObject(const Place &P) const {
    return P.Root == Place::RootKind::OuterThis && !F.IsLambda && P.Index == F.OuterThisId;
  }

  static void addPlain(std::vector<Step> &Into, const Event &At, Step::Kind K) {
    Step S;
    S.K = K;
    S.At = &At;
    append(Into, std::move(S));
  }

  void event(const Event &E, std::vector<Step> &Into) {
    if (Oracle.isLeftByHandler(E))
      addJump(E, Into, /*ByHandler=*/true);
    switch (E.kind()) {
    case EventKind::Effect:
      effect(E, E.sharedEffect(), Into);
      break;
    case EventKind::Call:
      call(E, Into);
      break;
    case EventKind::Destroy:
      destroy(E, Into);
      break;
    case EventKind::Assign:
      if (!counts(E, Into))
        addPlain(Into, E, Step::Kind::Assign);
      break;
    case EventKind::Read: // takes nothing and gives nothing
    case EventKind::Use:
      break;
    case EventKind::Return:
      addPlain(Into, E, Step::Kind::Return);
      break;
    case EventKind::Throw:
      if (E.effect().Why->Type.empty())
        addPlain(Into, E, Step::Kind::Rethrow);
      else
        add(Into, E, E.sharedEffect());
      break;
    }
  }

  /// `++running`, `running += by`: one more is taken, or given back.
  bool counts(const Event &E, std::vector<Step> &Into) {
    const Counters *All = Oracle.counters();
    if (All && E.constant() && !F.IsConstructor && All->isLatch(E.subject().Object)) {
      addCount(E, *E.constant() != 0, Into);
      return true;
    }
    if ((!E.adds() && !E.addsParameter()) || !All || !All->contains(E.subject().Object))
      return false;
    std::optional<int64_t> By = E.adds();
    if (unsigned Parameter = E.addsParameter())
      By = Parameter - 1 < Out.Fixed.size() ? Out.Fixed[Parameter - 1] : std::nullopt;
    if (!By || !*By)
      return false;
    addCount(E, *By > 0, Into);
    return true;
  }

  void addCount(const Event &E, bool Takes, std::vector<Step> &Into) {
    Effect Counts;
    Counts.Kind = Takes ? EffectKind::Acquire : EffectKind::Release;
    Counts.Resource = ResourceKind::Counter;
    Counts.Subject = E.subject();
    add(Into, E, std::move(Counts));
  }

  /// Which direction takes: the one that comes first in this function (permits are counted down).
  void turnCounters() {
    auto IsCount = [this](const Step &S) {
      return (S.is(EffectKind::Acquire) || S.is(EffectKind::Release)) &&
             S.effect().Resource == ResourceKind::Counter && S.Subject != NoPlace &&
             !Oracle.counters()->isLatch(S.effect().Subject.Object);
    };
    std::map<PlaceId, const Step *> First[2]; // taken, given back
    for (const auto &Block : Out.Blocks)
      for (const Step &S : Block)
        if (IsCount(S)) {
          const Step *&Known = First[S.is(EffectKind::Release)][S.Subject];
          if (!Known || isEarlier(S.At->Expr, Known->At->Expr))
            Known = &S;
        }
    std::set<PlaceId> Turned;
    for (auto &[Counter, Given] : First[1])
      if (auto Taken = First[0].find(Counter);
          Taken != First[0].end() && isEarlier(Given->At->Expr, Taken->second->At->Expr))
        Turned.insert(Counter);
    if (Turned.empty())
      return;
    auto IsTurned = [&](const Step &S) { return IsCount(S) && Turned.count(S.Subject); };
    auto Turn = [&](std::vector<Step> &List) {
      for (Step &S : List)
        if (IsTurned(S))
          S.Does.edit().Kind = S.is(EffectKind::Acquire) ? EffectKind::Release : EffectKind::Acquire;
      for (auto First = List.begin(); First != List.end();) {
        auto Last = std::find_if(First, List.end(), [&](const Step &S) { return S.At != First->At; });
        orderCounts(First, Last, IsTurned);
        First = Last;
      }
    };
    for (auto &Block : Out.Blocks)
      Turn(Block);
    for (ScopeAction &A : Out.Scopes)
      Turn(A.Steps);
  }

  /// The steps of one call: it gives back before it can be interrupted, and takes after that.
  template <class Iterator, class Test>
  static void orderCounts(Iterator First, Iterator Last, Test IsTurned) {
    if (std::none_of(First, Last, IsTurned))
      return;
    auto Rank = [&](const Step &S) { return !IsTurned(S) ? 1 : S.is(EffectKind::Release) ? 0 : 2; };
    bool Begins = First->Begins;
    std::stable_sort(First, Last, [&](const Step &A, const Step &B) { return Rank(A) < Rank(B); });
    for (Iterator Each = First; Each != Last; ++Each)
      Each->Begins = Begins && Each == First;
  }

  void findCursors() {
    for (const auto &Block : Out.Blocks)
      for (const Step &S : Block)
        if (S.K == Step::Kind::Assign && S.Subject != NoPlace && S.Other != NoPlace && S.Subject != S.Other &&
            Out.Places[S.Other].startsWith(Out.Places[S.Subject]))
          Out.Cursors.insert(S.Subject);
  }

  /// Drops an effect whose condition on a parameter fails or cannot be shown.
  bool conditionsHold(const Effect &E) const {
    for (const Condition &C : E.When) {
      unsigned I = C.Subject.Index;
      bool Known = I < Out.Fixed.size() && Out.Fixed[I];
      if (Known ? !holds(C.Test, *Out.Fixed[I]) : !holdsOfUnknown(C.Test))
        return false;
    }
    return true;
  }

  void effect(const Event &At, Shared<Effect> E, std::vector<Step> &Into) {
    if (!conditionsHold(*E))
      return;
    if (E->Kind == EffectKind::RunsCallback) {
      callback(At, Into);
      return;
    }
    if (E->Kind == EffectKind::Interrupt && !E->Subject.isNone() && Variables.isInput(E->Subject))
      E.edit().Why.edit().Type.clear(); // no mere shortage of memory: input that is hostile brings it about
    if (E->Kind == EffectKind::RestoreMask && E->Raises == Source::Signal && Variables.isFullSet(E->Subject))
      E.edit().Kind = EffectKind::Mask; // no state of before, but all signals at once
    add(Into, At, std::move(E));
  }

  /// A function value that the callee calls: its own effects if it is known.
  void callback(const Event &At, std::vector<Step> &Into) {
    for (auto [Index, Id] : At.site().FunctionArgs) {
      CallSite Inner;
      Inner.Callee = Id;
      for (Effect &Inside : instantiate(Oracle.effectsOf(Id, {}).Effects, Inner))
        add(Into, At, std::move(Inside));
      return;
    }
    Effect Unknown;
    Unknown.Kind = EffectKind::Interrupt;
    Unknown.Raises = Source::Throw;
    // A std::function that is handed in is the caller's code, which may well throw.
    bool HandedIn =
        At.site().This == At.effect().Subject && At.effect().Subject.Root == Place::RootKind::Param;
    Unknown.Sure = HandedIn ? Certainty::Likely : Certainty::Unknown;
    add(Into, At, std::move(Unknown));
  }

  ConstantArguments constantsOf(const CallSite &Site) const {
    ConstantArguments Out = Site.Constants;
    Out.resize(Site.Args.size());
    for (size_t I = 0; I < Site.Args.size(); ++I) {
      const Place &A = Site.Args[I];
      if (!Out[I] && A.Root == Place::RootKind::Param && A.Path.empty() && !A.AddressOf &&
          A.Index < this->Out.Fixed.size())
        Out[I] = this->Out.Fixed[A.Index];
    }
    return Out;
  }

  void call(const Event &E, std::vector<Step> &Into) {
    const CalleeEffects &Answer = Oracle.effectsOf(E.site().Callee, constantsOf(E.site()));
    std::vector<Effect> Effects = instantiate(Answer.Effects, E.site());
    for (const Adoption &Owned : Guards.adoptions(E, Effects))
      adopt(E, Owned, Into);
    for (Effect &Inside : Effects)
      effect(E, std::move(Inside), Into);
    learntFrom(E, Into);
    mayJumpBack(E, Into);
    if (E.Scope != 0 && (Into.empty() || Into.back().At != &E))
      addPlain(Into, E, Step::Kind::Nothing);
  }

  /// Unknown code is given the object in which this function has just set the target of a
  /// jump: that is what it has it for.
  void mayJumpBack(const Event &E, std::vector<Step> &Into) {
    const Callee &C = U.Callees[E.site().Callee];
    if (E.JumpsTo == NoId || !isOpen(U, E.site().Callee) || C.System || C.Standard || C.NoReturn)
      return;
    auto HoldsTarget = [&](Place A) {
      return !A.isNone() && std::any_of(targets().begin(), targets().end(),
                                        [&](const Place &Target) { return Target.startsWith(A.deref()); });
    };
    const CallSite &Site = E.site();
    Place This = Site.This;
    This.AddressOf = !This.isNone();
    if (!HoldsTarget(This) && std::none_of(Site.Args.begin(), Site.Args.end(), HoldsTarget))
      return;
    addJump(E, Into);
  }

  void addJump(const Event &E, std::vector<Step> &Into, bool ByHandler = false) {
    Effect Jump;
    Jump.Kind = EffectKind::Interrupt;
    Jump.Raises = Source::Jump;
    Jump.Sure = Certainty::Likely;
    if (ByHandler)
      Jump.Why.edit().Witness = HandlersJump;
    add(Into, E, std::move(Jump));
  }

  /// Where this function sets targets.
  const std::vector<Place> &targets() {
    if (!Targets) {
      Targets.emplace();
      for (const Block &B : F.Blocks)
        for (const Event &E : B.Events)
          if (E.is(EffectKind::SetJump) && !E.effect().Subject.isNone())
            Targets->push_back(E.effect().Subject);
    }
    return *Targets;
  }

  /// What the unit's cleanups say of functions that no row describes.
  void learntFrom(const Event &E, std::vector<Step> &Into) {
    const LearntPairs *Pairs = Oracle.pairs();
    if (!Pairs)
      return;
    const CallSite &Site = E.site();
    if (Pairs->releases(Site.Callee) && !Site.Args.empty()) {
      Effect Gives;
      Gives.Kind = EffectKind::Release;
      Gives.Subject = Site.Args[0];
      add(Into, E, std::move(Gives));
    }
    if (Pairs->acquires(Site.Callee) && !Site.Result.isNone()) {
      Effect Takes;
      Takes.Kind = EffectKind::Acquire;
      Takes.Subject = Site.Result;
      Takes.Success = Predicate{Predicate::Op::NE, 0};
      add(Into, E, std::move(Takes));
    }
  }

  void adopt(const Event &E, const Adoption &Owned, std::vector<Step> &Into) {
    Effect A;
    A.Kind = EffectKind::Adopt;
    A.Subject = Owned.What;
    A.Subject.AddressOf = false;
    A.Owner = Owned.Owner;
    A.Sure = Owned.Sure;
    add(Into, E, std::move(A));
    Into.back().OfVariable = Owned.OfVariable;
  }

  void destroy(const Event &E, std::vector<Step> &Into) {
    if (E.site().Callee != NoId)
      for (Effect &Inside : instantiate(Oracle.effectsOf(E.site().Callee, {}).Effects, E.site()))
        effect(E, std::move(Inside), Into);
    addPlain(Into, E, Step::Kind::Destroy);
  }

  ScopeAction scope(const UnwindScope &S) {
    ScopeAction A;
    const CallSite &Site = S.Action.site();
    if (S.Kind == ScopeKind::Destroy) {
      destroy(S.Action, A.Steps);
      if (Site.Callee != NoId) {
        const Callee &D = U.Callees[Site.Callee];
        A.Opaque = bodyOf(U, Site.Callee, Runs::Perhaps) == NoId && !D.Standard;
      }
    } else if (S.Kind == ScopeKind::Cleanup) {
      if (S.Action.kind() == EventKind::Effect)
        effect(S.Action, S.Action.sharedEffect(), A.Steps);
      else if (Site.Callee != NoId)
        call(S.Action, A.Steps);
      A.Opaque = Site.Callee == NoId ||
                 (S.Action.kind() == EventKind::Call && bodyOf(U, Site.Callee, Runs::Perhaps) == NoId);
    }
    return A;
  }

  /// Only what no path can change is worth knowing: addresses, and whatever is
  /// stored in a field of a local object (a guard's pointer).
  void learnPointers() {
    auto Learn = [&](const Place &To, const Place &Value) {
      if (!isFunctionOwn(To) || To.AddressOf)
        return;
      bool FieldOfObject = !To.Path.empty() && To.Path.back().K == Projection::Kind::Field;
      if (Value.AddressOf || (FieldOfObject && !Value.isNone()))
        Out.Places.learn(To, Value);
      else
        Out.Places.learn(To, Place());
    };
    for (const auto &Block : Out.Blocks)
      for (const Step &S : Block) {
        if (S.K == Step::Kind::Assign)
          Learn(S.subject(), S.other());
        else if (S.is(EffectKind::Escape) && !S.other().isNone())
          Learn(S.other(), S.subject());
      }
  }

  void intern(std::vector<Step> &List) {
    for (Step &S : List) {
      S.Subject = Out.Places.intern(S.subject());
      S.Owner = Out.Places.intern(S.effect().Owner);
      S.Other = Out.Places.intern(S.other());
    }
  }

  void guarded() {
    for (const auto &Block : Out.Blocks)
      for (const Step &S : Block) {
        bool Told = S.is(EffectKind::Acquire) || S.is(EffectKind::Adopt) || S.is(EffectKind::Associate);
        // A handle is given to its owner as a value: the owner is none before.
        bool ByValue = S.is(EffectKind::Adopt) && isHandle(S.effect().Resource) && !S.OfVariable;
        if (Told && !ByValue && S.Owner != NoPlace && S.Subject != NoPlace)
          Out.Guarded[S.Owner].insert(S.Subject);
      }
    for (const auto &Block : Out.Blocks)
      for (const Step &S : Block)
        if (S.is(EffectKind::Disarm))
          Out.Guarded.erase(S.Subject);
  }

  const Unit &U;
  const Function &F;
  CalleeOracle &Oracle;
  Steps &Out;
  ScopeGuards Guards;
  KnownVariables Variables;
  std::optional<std::vector<Place>> Targets;
};

} // namespace

bool Steps::feasible(const Edge &E) const {
  if (!E.When)
    return true;
  const Place &P = E.When->Subject;
  if (P.Root != Place::RootKind::Param || !P.Path.empty() || P.AddressOf || P.Index >= Fixed.size() ||
      !Fixed[P.Index])
    return true;
  return holds(E.When->Test, *Fixed[P.Index]);
}

Steps resolve(const Unit &U, const Function &F, const ConstantArguments &Fixed, CalleeOracle &Oracle) {
  Steps Out;
  Out.U = &U;
  Out.F = &F;
  Out.Fixed = Fixed;
  Out.Counting = Oracle.counters();
  Out.Ends = Oracle.ends();
  Oracle.begin(F);
  Resolver(U, F, Oracle, Out).run();
  return Out;
}

} // namespace asyncsafe
