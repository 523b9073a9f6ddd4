//===- Exposures.cpp - Resources held at an abnormal exit -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Exposures.h"

#include "analysis/engine/Budgets.h"
#include "analysis/exposures/AcquisitionChecks.h"
#include "analysis/exposures/Duty.h"
#include "analysis/exposures/HeldFlow.h"
#include "analysis/exposures/MaskedHolds.h"
#include "analysis/exposures/Protection.h"
#include "analysis/exposures/ThrowersReleases.h"
#include "analysis/steps/Counters.h"
#include "analysis/steps/Jumps.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace asyncsafe {

namespace {

/// A signal or a Python exception makes a call return an error, and the function continues.
bool abandonsTheFunction(Source S) { return S != Source::Signal && S != Source::Python; }

constexpr size_t WalksPerBudget = 500;
/// Points of one exposure that are kept; further ones are only counted.
constexpr size_t MostPoints = 256;

/// The verdict on a point; the same for later points that differ only in their place.
struct Verdict {
  bool Speaks = false;
  bool Late = false;
  ExposureReason Reason = ExposureReason::NoProtection;
  Certainty Sure = Certainty::Unknown;
  const Event *Protection = nullptr;
  const UnwindScope *Unhelpful = nullptr;
};

/// Numbers points; points that differ only in their place get the same number.
class Alike {
public:
  unsigned of(const Point &P) {
    const Effect &E = P.What->effect();
    const Event &At = *P.What->At;
    auto Number = static_cast<unsigned>(Known.size());
    return Known.try_emplace({E.Raises, E.Interruptible, E.Why->Type, P.Sure, At.Scope, At.JumpsTo}, Number)
        .first->second;
  }
  size_t size() const { return Known.size(); }

private:
  std::map<std::tuple<Source, bool, std::string, Certainty, ScopeId, BlockId>, unsigned> Known;
};

void sortPoints(Exposure &X) {
  std::sort(X.Points.begin(), X.Points.end(), [](const ExposedPoint &A, const ExposedPoint &B) {
    return std::tie(A.At->Expr.File, A.At->Expr.Begin) < std::tie(B.At->Expr.File, B.At->Expr.Begin);
  });
}

/// Keeps the first points, the most certain one, the least rare one, and all jumps.
void shrinkPoints(Exposure &X) {
  sortPoints(X);
  size_t Surest = 0, LeastRare = 0;
  for (size_t I = 0; I < X.Points.size(); ++I) {
    const ExposedPoint &P = X.Points[I], &Best = X.Points[Surest];
    if (std::tie(P.Sure, P.When) > std::tie(Best.Sure, Best.When))
      Surest = I;
    if (P.When > X.Points[LeastRare].When)
      LeastRare = I;
  }
  std::vector<ExposedPoint> Left;
  for (size_t I = 0; I < X.Points.size(); ++I)
    if (I < MostPoints || I == Surest || I == LeastRare || X.Points[I].Why == Source::Jump)
      Left.push_back(std::move(X.Points[I]));
  X.Further += static_cast<unsigned>(X.Points.size() - Left.size());
  X.Points = std::move(Left);
}

class ExposureFinder {
public:
  ExposureFinder(Steps &S, const LiveSources &Live, const AnalysisOptions &Options,
                 std::vector<TrackedResource> Resources, const std::vector<Point> &Points)
      : S(S), Options(Options), Pass(S, std::move(Resources), false), Unwind(Pass),
        Flow(Pass, size_t(Options.Budget) * Budgets::VisitsPerBudget), Safety(Pass, Unwind),
        Owes(Pass, Unwind), Masked(Pass, Options.Budget), PointsIn(S.Blocks.size()), Checks(S) {
    Alike Groups;
    for (const Point &P : Points)
      if (Live[P.What->effect().Raises] && abandonsTheFunction(P.What->effect().Raises))
        PointsIn[P.B].push_back({P, Groups.of(P)});
    Judged.resize(Groups.size());
  }

  /// False if the function is over budget.
  bool run(std::vector<Exposure> &Out) {
    for (R = 0; R < Pass.resources().size(); ++R)
      if (!followOne())
        return false;
    std::map<std::string_view, std::vector<const Exposure *>> ByName[2];
    for (const auto &[K, X] : Found)
      ByName[K.second][X.PlaceText].push_back(&X);
    for (auto &[K, X] : Found)
      if (X.PlaceText.empty() || !repeatsEarlier(X, ByName[K.second][X.PlaceText]))
        Out.push_back(X);
    return true;
  }

private:
  struct GroupedPoint {
    Point P;
    unsigned Group;
  };
  /// The verdict on a resource at the points of one group, and the steps of a block for which it holds.
  struct Judgement {
    unsigned Resource = NoId, Version = 0;
    BlockId B = 0;
    unsigned From = 0, Until = 0;
    Verdict Says;
  };

  /// Visits all points at which the resource is held.
  bool followOne() {
    Position At = Flow.acquiredAt(R);
    Safety.begin(R, At);
    Owes.begin(R, At);
    Masked.begin(R, At);
    GivesUpInterpreter = givesUpInterpreter();
    BlockId Block = NoId;
    const GroupedPoint *Next = nullptr, *End = nullptr;
    bool Complete = Flow.follow(R, [&](const HeldFlow::Here &Here) {
      if (Here.B != Block) {
        Block = Here.B;
        Next = PointsIn[Block].data();
        End = Next + PointsIn[Block].size();
      }
      while (Next != End && Next->P.Index < Here.Index)
        ++Next;
      for (; Next != End && Next->P.Index == Here.Index; ++Next)
        if (Next->P.What->At != Pass.resources()[R].Acquire->At)
          meet(*Next, Here);
    });
    for (bool Late : {false, true})
      if (auto It = Found.find({R, Late}); It != Found.end()) {
        Exposure &X = It->second;
        bool Thrown = std::all_of(X.Points.begin(), X.Points.end(),
                                  [](const ExposedPoint &P) { return P.Why == Source::Throw; });
        X.MayEndToo = Thrown && mayEndToo(S, Pass.resources()[R]);
        sortPoints(X);
        X.Releases = Owes.releases();
        if (!X.Releases.empty())
          X.Release = X.Releases.back();
      }
    return Complete;
  }

  void meet(const GroupedPoint &Grouped, const HeldFlow::Here &Here) {
    const Point &P = Grouped.P;
    Judgement &J = Judged[Grouped.Group];
    Effort::add();
    bool Renews = P.What->Begins && (Pass.rootsOf(P.B, P.Index) & Here.Roots);
    if (Renews || J.Resource != R || J.B != P.B || J.Version != Here.Version || P.Index < J.From ||
        P.Index >= J.Until) {
      Hold H = Here.H;
      Pass.renewed(R, H, *P.What);
      J = {R, Here.Version, P.B, P.Index, Renews ? P.Index + 1 : NoId, Verdict()};
      // A jump that skips destructors skips owners.
      bool Owned = !H.Raw && !skipsDestructors(P.What->effect());
      if (H.MayBeHeld && !Owned && H.Promised.empty())
        J.Says = judge(H, P, J.Until);
    }
    if (J.Says.Speaks && !Checks.contains(Pass.resources()[R], Here.H, {P.B, P.Index}) &&
        !Released.contains(S, Here.H, {P.B, P.Index}))
      record(J.Says, P);
  }

  /// \p Until is lowered to the position in the block of \p P from which the verdict may differ.
  Verdict judge(const Hold &H, const Point &P, unsigned &Until) {
    Verdict V;
    const Effect &Strikes = P.What->effect();
    UnwindOutcome Outcome = Unwind.outcome(R, H, Strikes, *P.What->At);
    if (!Outcome.LeavesHeld)
      return V;
    if (!Owes.isOwed(H, P, Until)) {
      Until = std::min(Until, P.Index + 1);
      if (!Owes.isMeantForCaller(H, P))
        return V;
    }
    if (Masked.isMaskedThroughout(Strikes) || Owes.isTakenForCaller())
      return V;
    V.Unhelpful = Outcome.Unhelpful;
    if ((V.Protection = Safety.later(H, P, Until)))
      V.Reason = ExposureReason::LateProtection;
    else if ((V.Protection = Safety.earlier(P, Until)))
      V.Reason = ExposureReason::EndedProtection;
    else if (!S.fallsThrough(P.B) && (V.Protection = Safety.elsewhere(P)))
      V.Reason = ExposureReason::LateProtection;
    else if (Outcome.Unhelpful)
      V.Reason = ExposureReason::WrongKind;
    if (Pass.resources()[R].Kind == ResourceKind::Counter && !isWorthCounting(P, V.Reason))
      return V;
    V.Late = V.Reason == ExposureReason::LateProtection;
    if (V.Late && Masked.isAcquiredMasked(Strikes))
      V.Reason = ExposureReason::LateUnmask;
    V.Sure = Outcome.Doubtful || isAssertion(Strikes) ? Certainty::Unknown : P.Sure;
    bool AllocationOnly = isAllocationOnly(Strikes);
    if (AllocationOnly || V.Sure == Certainty::Unknown) {
      // A gap shows that the author expects exceptions; elsewhere only the user can say that such a
      // callee counts.
      bool Reckons =
          !AllocationOnly && (isUnderCatchAll(P) || GivesUpInterpreter || isOthersCodeUnderLock(P));
      if ((V.Late || Reckons) && !Outcome.Doubtful && !isAssertion(Strikes))
        V.Sure = Certainty::Likely;
      else
        V.Sure = AllocationOnly && Options.TreatAllocationAsThrowing ? Certainty::Likely : Certainty::Unknown;
    }
    V.Speaks = V.Sure != Certainty::Unknown || Options.Strict;
    return V;
  }

  /// A count that other functions test, or that is protected a few lines later. A jump is usually an
  /// error whose landing resets such counts.
  bool isWorthCounting(const Point &P, ExposureReason Reason) const {
    if (P.What->effect().Raises == Source::Jump || !S.Counting)
      return false;
    const Place &Where = S.Places[Pass.resources()[R].Where];
    if (isFunctionOwn(Where))
      return false;
    // What a coroutine was given outlives its frame.
    bool Outlives = P.What->effect().Raises == Source::Suspend && Where.Root == Place::RootKind::Param;
    return Reason == ExposureReason::LateProtection || S.Counting->matters(Where.Object) ||
           (Outlives && S.Counting->isAskedFor(Where.Object));
  }

  /// The enclosing `catch (...)`, which handles the exception, shows that the author expects one here.
  bool isUnderCatchAll(const Point &P) const {
    if (P.What->effect().Raises != Source::Throw)
      return false;
    for (ScopeId Id = P.What->At->Scope; Id != NoId; Id = S.F->Scopes[Id].Parent)
      for (const Handler &H : S.F->Scopes[Id].Handlers)
        if (H.CatchAll)
          return true;
    return false;
  }

  /// A std::function stored by other code may well throw: the lock then stays held, or the count raised,
  /// for every thread.
  bool isOthersCodeUnderLock(const Point &P) const {
    const Event &At = *P.What->At;
    switch (Pass.resources()[R].Kind) {
    case ResourceKind::Lock:
    case ResourceKind::SharedLock:
    case ResourceKind::Semaphore:
    case ResourceKind::Counter:
    case ResourceKind::Gil:
      return At.is(EffectKind::RunsCallback) && !At.site().This.isNone() &&
             At.site().This == At.effect().Subject;
    default:
      return false;
    }
  }

  /// The state that was given up has to be restored: without it, the interpreter crashes at once.
  bool givesUpInterpreter() const {
    const Step *Taken = Pass.resources()[R].Acquire;
    const std::vector<Step> &Around = S.Blocks[Flow.acquiredAt(R).Block];
    return std::any_of(Around.begin(), Around.end(), [&](const Step &Each) {
      return Each.is(EffectKind::Mask) && Each.effect().Raises == Source::Python &&
             Each.At->Expr == Taken->At->Expr;
    });
  }

  /// `throw "cannot be"`: an assertion, unless a handler in this unit catches such a type.
  bool isAssertion(const Effect &E) const {
    if (E.Raises != Source::Throw || E.Why->Type.empty() || E.Why->Type.back() != '*')
      return false;
    auto [Known, New] = Caught.try_emplace(E.Why->Type, false);
    if (New)
      Known->second = isCaughtAnywhere(E.Why->Type);
    return !Known->second;
  }

  bool isCaughtAnywhere(const std::string &Type) const {
    return std::any_of(S.U->Functions.begin(), S.U->Functions.end(), [&](const Function &F) {
      return std::any_of(F.Scopes.begin(), F.Scopes.end(), [&](const UnwindScope &Scope) {
        return std::any_of(Scope.Handlers.begin(), Scope.Handlers.end(),
                           [&](const Handler &H) { return H.Type == Type; });
      });
    });
  }

  void record(const Verdict &V, const Point &P) {
    const Effect &Strikes = P.What->effect();
    Exposure &X = Found[{R, V.Late}];
    const TrackedResource &Resource = Pass.resources()[R];
    if (X.Points.empty()) {
      X.In = S.F;
      X.Acquire = Resource.Acquire->At;
      X.Resource = Resource.Kind;
      X.PlaceText = placeText();
      X.Reason = V.Reason;
      X.Protection = V.Protection;
      if (V.Reason == ExposureReason::LateUnmask)
        X.Unmask = Masked.unmaskBehind(Strikes);
      if (V.Unhelpful)
        X.ProtectionRange = V.Unhelpful->Range;
    }
    if (X.Points.empty() || V.Sure > X.Sure) {
      X.Sure = V.Sure;
      X.Why = Strikes.Raises;
    }
    ExposedPoint New{P.What->At, Strikes.Raises, V.Sure, strikesForSure(P), occasionOf(Strikes, *S.U),
                     Strikes.Why};
    // A call that can raise several exceptions is one point, reported with the worst of them. The steps
    // of one event are adjacent.
    for (auto Old = X.Points.rbegin(); Old != X.Points.rend() && Old->At == New.At; ++Old)
      if (Old->Why == New.Why) {
        if (std::tie(New.Sure, New.When) > std::tie(Old->Sure, Old->When))
          *Old = std::move(New);
        return;
      }
    if (X.Points.size() >= 2 * MostPoints && X.Points.back().At != New.At)
      shrinkPoints(X);
    X.Points.push_back(std::move(New));
  }

  /// No condition out of sight decides whether it strikes: neither one in a callee, nor one on what the
  /// call is given. A cancellation comes when another thread pleases.
  bool strikesForSure(const Point &P) const {
    const Effect &Strikes = P.What->effect();
    if (!Strikes.Why->Chain.empty())
      return false;
    bool Raised = Strikes.Raises == Source::Throw || Strikes.Raises == Source::Jump;
    return !Raised || (P.Index + 1 == S.Blocks[P.B].size() && !S.fallsThrough(P.B));
  }

  /// The name that the user knows: a variable before a field before a temporary.
  std::string placeText() const {
    const Place &Where = S.Places[Pass.resources()[R].Where];
    if (Where.Root != Place::RootKind::Temporary)
      return spelling(Where);
    // A handle is named after the first variable that it is stored in.
    std::string Name;
    auto [B, I] = Flow.acquiredAt(R);
    explore(Pass, R, Hold(), B, I, [&](BlockId, unsigned, const Step &Each, const Hold &Now, HoldChange) {
      for (PlaceId Id : Now.Names)
        if (S.Places[Id].Root != Place::RootKind::Temporary) {
          Name = spelling(S.Places[Id]);
          return Visit::Stop;
        }
      // Names a field of a local object as the code does, although the field's place is resolved to the
      // resource that it holds.
      if (Each.K != Step::Kind::Assign || !Now.Names.contains(Each.Other) ||
          Each.subject().Root == Place::RootKind::Temporary)
        return Visit::GoOn;
      Name = spelling(Each.subject());
      return Visit::Stop;
    });
    return Name;
  }

  /// The same resource acquired again (at the end of a loop, on a retry) under the same name, exposed at
  /// the same points and released at the same places: one root cause, reported at the first acquisition.
  static bool repeatsEarlier(const Exposure &X, const std::vector<const Exposure *> &OfName) {
    return std::any_of(OfName.begin(), OfName.end(), [&](const Exposure *Earlier) {
      if (Earlier->Acquire->Expr.Begin >= X.Acquire->Expr.Begin || Earlier->Releases != X.Releases)
        return false;
      return std::all_of(X.Points.begin(), X.Points.end(), [&](const ExposedPoint &P) {
        return std::any_of(Earlier->Points.begin(), Earlier->Points.end(),
                           [&](const ExposedPoint &Q) { return Q.At == P.At && Q.Why == P.Why; });
      });
    });
  }

  Steps &S;
  const AnalysisOptions &Options;
  HeldPass Pass;
  Unwinder Unwind;
  HeldFlow Flow;
  Protection Safety;
  Duty Owes;
  MaskedHolds Masked;
  std::vector<std::vector<GroupedPoint>> PointsIn; ///< by block
  std::vector<Judgement> Judged;                   ///< by group
  unsigned R = 0;                                  ///< the current resource
  bool GivesUpInterpreter = false;
  /// By resource; gaps are kept separate, since another check reports them.
  std::map<std::pair<unsigned, bool>, Exposure> Found;
  AcquisitionChecks Checks;
  ThrowersReleases Released;
  mutable std::map<std::string, bool> Caught; ///< by type
};

/// A lock in a variable of the function itself that nothing else names: no other thread can wait for it.
bool isNobodyElses(const Steps &S, const TrackedResource &R) {
  const Place &Lock = S.Places[R.Where];
  if ((R.Kind != ResourceKind::Lock && R.Kind != ResourceKind::SharedLock) ||
      Lock.Root != Place::RootKind::Local || !Lock.Path.empty() || Lock.AddressOf || !isFunctionOwn(Lock) ||
      !std::binary_search(S.F->LocalIds.begin(), S.F->LocalIds.end(), Lock.Index))
    return false;
  auto Names = [&](const Place &P) { return P.sameRoot(Lock); };
  auto HandsOut = [&](const Event &E) {
    if (E.kind() == EventKind::Assign)
      return Names(E.other());
    bool Locks = E.is(EffectKind::Acquire) || E.is(EffectKind::Release) || E.is(EffectKind::Adopt) ||
                 E.is(EffectKind::Associate) || E.is(EffectKind::Block) || E.is(EffectKind::Interrupt) ||
                 E.is(EffectKind::Wake);
    return !Locks && std::any_of(E.site().Args.begin(), E.site().Args.end(), Names);
  };
  bool Shared = false;
  forEachEvent(*S.F, [&](Position, const Event &E) { Shared |= HandsOut(E); });
  for (const Function &F : S.U->Functions)
    if (F.IsLambda && &F != S.F && F.Range.File == S.F->Range.File && S.F->Range.Begin <= F.Range.Begin &&
        F.Range.End <= S.F->Range.End)
      Shared = true;
  return !Shared;
}

} // namespace

bool findExposures(Steps &S, const LiveSources &Live, const AnalysisOptions &Options,
                   std::vector<Exposure> &Out) {
  std::vector<TrackedResource> Resources = trackedResources(S, false);
  Resources.erase(std::remove_if(Resources.begin(), Resources.end(),
                                 [&](const TrackedResource &R) { return isNobodyElses(S, R); }),
                  Resources.end());
  if (Resources.empty())
    return true;
  if (S.F->Blocks.size() * Resources.size() > Options.Budget)
    return false;
  std::vector<Point> Points = interruptionPoints(S, Options.Budget);
  if (Points.empty())
    return true;
  // Each point of each resource is followed over the blocks. This is quadratic in generated code, which
  // is refused instead.
  if (Points.size() * S.F->Blocks.size() > Options.Budget * WalksPerBudget)
    return false;
  return ExposureFinder(S, Live, Options, std::move(Resources), Points).run(Out);
}

} // namespace asyncsafe
