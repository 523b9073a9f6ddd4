//===- Exposures.cpp - Resources held at an abnormal exit -----------------===//

#include "analysis/exposures/Exposures.h"

#include "analysis/engine/Budgets.h"
#include "analysis/exposures/Duty.h"
#include "analysis/exposures/HeldFlow.h"
#include "analysis/exposures/MaskedHolds.h"
#include "analysis/exposures/Protection.h"
#include "analysis/steps/Counters.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace asyncsafe {

namespace {

/// A signal or a Python exception makes a call return with an error, and the
/// function's own code goes on.
bool abandonsTheFunction(Source S) { return S != Source::Signal && S != Source::Python; }

constexpr size_t WalksPerBudget = 500;
/// Points of one exposure that are told apart; further ones are counted.
constexpr size_t MostPoints = 256;

/// What is decided about a point; the same for those behind it that differ from it in their place alone.
struct Verdict {
  bool Speaks = false;
  bool Late = false;
  ExposureReason Reason = ExposureReason::NoProtection;
  Certainty Sure = Certainty::Unknown;
  const Event *Protection = nullptr;
  const UnwindScope *Unhelpful = nullptr;
};

/// Numbers points: the same for those that differ in their place alone.
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

/// Leaves the first points, the surest, one that is not about memory, and all jumps.
void shrinkPoints(Exposure &X) {
  sortPoints(X);
  size_t Surest = 0, NotMemory = 0;
  for (size_t I = 0; I < X.Points.size(); ++I) {
    const ExposedPoint &P = X.Points[I], &Best = X.Points[Surest];
    if (std::make_tuple(P.Sure, !P.AllocationOnly) > std::make_tuple(Best.Sure, !Best.AllocationOnly))
      Surest = I;
    if (X.Points[NotMemory].AllocationOnly && !P.AllocationOnly)
      NotMemory = I;
  }
  std::vector<ExposedPoint> Left;
  for (size_t I = 0; I < X.Points.size(); ++I)
    if (I < MostPoints || I == Surest || I == NotMemory || X.Points[I].Why == Source::Jump)
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
        Owes(Pass, Unwind), Masked(Pass, Options.Budget), PointsIn(S.Blocks.size()) {
    Alike Groups;
    for (const Point &P : Points)
      if (Live[P.What->effect().Raises] && abandonsTheFunction(P.What->effect().Raises))
        PointsIn[P.B].push_back({P, Groups.of(P)});
    Judged.resize(Groups.size());
  }

  /// False if that takes too long.
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
  /// The verdict on a resource at points of a group, and the steps of a block for which it holds.
  struct Judgement {
    unsigned Resource = NoId, Version = 0;
    BlockId B = 0;
    unsigned From = 0, Until = 0;
    Verdict Says;
  };

  /// All points at which the resource is held.
  bool followOne() {
    Position At = Flow.acquiredAt(R);
    Safety.begin(R, At);
    Owes.begin(R, At);
    Masked.begin(R, At);
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
      // A jump passes by destructors: no owner is safe from it.
      bool Owned = !H.Raw && P.What->effect().Raises != Source::Jump;
      if (H.MayBeHeld && !Owned && H.Promised.empty())
        J.Says = judge(H, P, J.Until);
    }
    if (J.Says.Speaks)
      record(J.Says, P);
  }

  /// \p Until is lowered to where, in the block of \p P, the verdict may be another.
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
      // In a gap the author reckons with exceptions; elsewhere only the user
      // can say that such a callee counts.
      bool Reckons =
          !AllocationOnly && (isUnderCatchAll(P) || givesUpInterpreter() || isOthersCodeUnderLock(P));
      if ((V.Late || Reckons) && !Outcome.Doubtful && !isAssertion(Strikes))
        V.Sure = Certainty::Likely;
      else
        V.Sure = AllocationOnly && Options.TreatAllocationAsThrowing ? Certainty::Likely : Certainty::Unknown;
    }
    V.Speaks = V.Sure != Certainty::Unknown || Options.Strict;
    return V;
  }

  /// A count that others ask for, or that somebody protects a few lines later.  What jumps is an error whose
  /// landing sets such numbers back, as a rule.
  bool isWorthCounting(const Point &P, ExposureReason Reason) const {
    if (P.What->effect().Raises == Source::Jump || !S.Counting)
      return false;
    const Place &Where = S.Places[Pass.resources()[R].Where];
    if (isFunctionOwn(Where))
      return false;
    return Reason == ExposureReason::LateProtection || S.Counting->matters(Where.Object);
  }

  /// The author of a `catch (...)` around it, which takes it, reckons with an exception here.
  bool isUnderCatchAll(const Point &P) const {
    if (P.What->effect().Raises != Source::Throw)
      return false;
    for (ScopeId Id = P.What->At->Scope; Id != NoId; Id = S.F->Scopes[Id].Parent)
      for (const Handler &H : S.F->Scopes[Id].Handlers)
        if (H.CatchAll)
          return true;
    return false;
  }

  /// A std::function that others have stored here is their code, which may well throw: what stays locked
  /// then, or counted, stays so for everybody.
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

  /// What is owed is the state that was given up for others: without it, the interpreter crashes at
  /// once.
  bool givesUpInterpreter() const {
    const Step *Taken = Pass.resources()[R].Acquire;
    const std::vector<Step> &Around = S.Blocks[Flow.acquiredAt(R).Block];
    return std::any_of(Around.begin(), Around.end(), [&](const Step &Each) {
      return Each.is(EffectKind::Mask) && Each.effect().Raises == Source::Python &&
             Each.At->Expr == Taken->At->Expr;
    });
  }

  /// `throw "cannot be"`: an assertion, unless somebody here catches such a thing.
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
    ExposedPoint New{P.What->At, Strikes.Raises, V.Sure, isAllocationOnly(Strikes), Strikes.Why};
    // A call that can raise several things is one point; the worst of them speaks.
    // The steps of one event follow each other.
    for (auto Old = X.Points.rbegin(); Old != X.Points.rend() && Old->At == New.At; ++Old)
      if (Old->Why == New.Why) {
        if (std::make_tuple(New.Sure, !New.AllocationOnly) > std::make_tuple(Old->Sure, !Old->AllocationOnly))
          *Old = std::move(New);
        return;
      }
    if (X.Points.size() >= 2 * MostPoints && X.Points.back().At != New.At)
      shrinkPoints(X);
    X.Points.push_back(std::move(New));
  }

  /// The name the user knows: a variable before a field before a temporary.
  std::string placeText() const {
    const Place &Where = S.Places[Pass.resources()[R].Where];
    if (Where.Root != Place::RootKind::Temporary)
      return spelling(Where);
    // A handle is called by the first variable that it is stored in.
    std::string Name;
    auto [B, I] = Flow.acquiredAt(R);
    explore(Pass, R, Hold(), B, I, [&](BlockId, unsigned, const Step &Each, const Hold &Now, HoldChange) {
      for (PlaceId Id : Now.Names)
        if (S.Places[Id].Root != Place::RootKind::Temporary) {
          Name = spelling(S.Places[Id]);
          return Visit::Stop;
        }
      // A field of a local object is resolved to what it holds: to the code it is the field.
      if (Each.K != Step::Kind::Assign || !Now.Names.contains(Each.Other) ||
          Each.subject().Root == Place::RootKind::Temporary)
        return Visit::GoOn;
      Name = spelling(Each.subject());
      return Visit::Stop;
    });
    return Name;
  }

  /// Acquired again (at the end of a loop, on a second try) under the same name,
  /// exposed at the same points and released at the same places: one root cause,
  /// told at the first acquisition.
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
  unsigned R = 0;                                  ///< the resource that is followed
  /// By resource; gaps apart from the rest, which another check tells.
  std::map<std::pair<unsigned, bool>, Exposure> Found;
  mutable std::map<std::string, bool> Caught; ///< by type
};

} // namespace

bool findExposures(Steps &S, const LiveSources &Live, const AnalysisOptions &Options,
                   std::vector<Exposure> &Out) {
  std::vector<TrackedResource> Resources = trackedResources(S, false);
  if (Resources.empty())
    return true;
  if (S.F->Blocks.size() * Resources.size() > Options.Budget)
    return false;
  std::vector<Point> Points = interruptionPoints(S, Options.Budget);
  if (Points.empty())
    return true;
  // Each point of each resource is followed over the blocks: quadratic in
  // generated code, which is refused rather than waited for.
  if (Points.size() * S.F->Blocks.size() > Options.Budget * WalksPerBudget)
    return false;
  return ExposureFinder(S, Live, Options, std::move(Resources), Points).run(Out);
}

} // namespace asyncsafe
