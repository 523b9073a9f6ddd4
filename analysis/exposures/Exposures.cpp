//===- Exposures.cpp - Resources held at an abnormal exit -----------------===//

#include "analysis/exposures/Exposures.h"

#include "analysis/engine/Budgets.h"
#include "analysis/engine/Callees.h"
#include "analysis/exposures/Explore.h"
#include "analysis/exposures/HeldFlow.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"
#include "analysis/steps/Counters.h"
#include "analysis/steps/Masks.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace asyncsafe {

namespace {

/// It can only run out of memory.
bool isAllocationOnly(const Effect &E) {
  return E.Raises == Source::Throw && E.Why->Type == "std::bad_alloc";
}

/// A signal or a Python exception makes a call return with an error, and the
/// function's own code goes on.
bool abandonsTheFunction(Source S) { return S != Source::Signal && S != Source::Python; }

constexpr size_t WalksPerBudget = 500;

class ExposureFinder {
public:
  ExposureFinder(Steps &S, const LiveSources &Live, const AnalysisOptions &Options)
      : S(S), Live(Live), Options(Options), Pass(S, trackedResources(S, false), false), Unwind(Pass),
        UsesMasks(usesMasks(S)) {}

  bool run(std::vector<Exposure> &Out) {
    if (Pass.resources().empty())
      return true;
    if (S.F->Blocks.size() * Pass.resources().size() > Options.Budget)
      return false;
    std::vector<Point> Points = interruptionPoints(S, Options.Budget);
    if (Points.empty())
      return true;
    // Each point of each resource is followed over the blocks: quadratic in
    // generated code, which is refused rather than waited for.
    if (Points.size() * S.F->Blocks.size() > Options.Budget * WalksPerBudget)
      return false;
    HeldFlow Flow(Pass, Options.Budget * Budgets::VisitsPerBudget);
    if (!Flow.complete())
      return false;
    std::map<std::pair<BlockId, unsigned>, const Point *> At;
    for (const Point &P : Points)
      if (Live[P.What->effect().Raises] && abandonsTheFunction(P.What->effect().Raises))
        At[{P.B, P.Index}] = &P;
    Flow.forEachStep([&](BlockId B, unsigned I, const HeldFlow::State &Holds) {
      auto It = At.find({B, I});
      if (It == At.end())
        return;
      for (const HeldFlow::Entry &Held : Holds) {
        Hold Here = Held.H;
        Pass.renewed(Held.Resource, Here, *It->second->What);
        // A jump passes by destructors: no owner is safe from it.
        bool Owned = !Here.Raw && It->second->What->effect().Raises != Source::Jump;
        if (Here.MayBeHeld && !Owned && Here.Promised.empty())
          consider(Held.Resource, Here, *It->second);
      }
    });
    finish(Out);
    return true;
  }

private:
  /// Does the function itself release the resource, or hand it to an owner?  A
  /// `throw` has nothing behind it: what counts is the path that does not throw.
  bool owed(unsigned R, const Hold &H, const Point &P) const {
    if (!S.fallsThrough(P.B))
      return OwedAtAll.of(R, [&] {
        return isOwed(Pass, R, Hold(), acquiredAt(R).first, acquiredAt(R).second);
      }) && !releasedOnTheWay(R, P);
    HeldPaths::Question &Q = Owed[R];
    if (!Q.Asks)
      Q.Asks = [this](BlockId, const Step &Each, const Hold &Before, HoldChange Change) {
        return dischargesDuty(Pass, Each, Before, Change) ? Visit::Stop : Visit::GoOn;
      };
    HeldPaths &Paths = Unwind.paths(R);
    return Paths.mayStop(Q, P.B, P.Index, H) && (Paths.isExact() || isOwed(Pass, R, H, P.B, P.Index));
  }

  /// Some path releases the resource and then comes to the point: if another
  /// does not, the conditions most likely hang together.
  bool releasedOnTheWay(unsigned R, const Point &P) const {
    auto [AcquireB, AcquireI] = acquiredAt(R);
    std::vector<Position> Work = ReleasedAt.of(R, [&, B = AcquireB, I = AcquireI] {
      std::vector<Position> Found;
      explore(Pass, R, Hold(), B, I,
              [&](BlockId B, unsigned I, const Step &, const Hold &, HoldChange Change) {
                if (Change == HoldChange::Released || Change == HoldChange::Adopted)
                  Found.push_back({B, I + 1});
                return Visit::GoOn;
              });
      return Found;
    });
    std::vector<bool> Seen(S.Blocks.size());
    while (!Work.empty()) {
      auto [B, From] = Work.back();
      Work.pop_back();
      if (B == P.B && From <= P.Index)
        return true;
      if (B == AcquireB && From <= AcquireI)
        continue; // acquired anew
      for (const Edge &E : S.F->Blocks[B].Successors)
        if (!Seen[E.To] && S.feasible(E)) {
          Seen[E.To] = true;
          Work.push_back({E.To, 0});
        }
    }
    return false;
  }

  /// Block and step.
  using Position = std::pair<BlockId, unsigned>;

  /// What is worked out once for each key.
  template <class K, class T> class Memo {
  public:
    template <class F> T &of(const K &Key, F Compute) const {
      auto It = Known.find(Key);
      if (It == Known.end()) {
        T Value = Compute();
        It = Known.emplace(Key, std::move(Value)).first;
      }
      return It->second;
    }

  private:
    mutable std::map<K, T> Known;
  };
  using ClassKey = std::pair<unsigned, unsigned>; ///< resource, class of interruptions

  /// What was found for one resource, by check family: gaps apart from the rest.
  struct Key {
    unsigned Resource;
    bool Late;
    bool operator<(const Key &O) const { return std::tie(Resource, Late) < std::tie(O.Resource, O.Late); }
  };

  void consider(unsigned R, const Hold &H, const Point &P) {
    const Event &At = *P.What->At;
    if (&At == Pass.resources()[R].Acquire->At)
      return;
    UnwindOutcome Outcome = Unwind.outcome(R, H, P.What->effect(), At);
    if (!Outcome.LeavesHeld || !(owed(R, H, P) || isMeantForCaller(R, H, P)) ||
        isMaskedWhileHeld(R, P.What->effect()) || isTakenForCaller(R))
      return;
    const Event *Protection = nullptr;
    ExposureReason Reason = ExposureReason::NoProtection;
    if ((Protection = laterProtection(R, H, P)))
      Reason = ExposureReason::LateProtection;
    else if ((Protection = earlierProtection(R, P)))
      Reason = ExposureReason::EndedProtection;
    else if (!S.fallsThrough(P.B) && (Protection = protectionElsewhere(R, P)))
      Reason = ExposureReason::LateProtection;
    else if (Outcome.Unhelpful)
      Reason = ExposureReason::WrongKind;

    if (Pass.resources()[R].Kind == ResourceKind::Counter && !isWorthCounting(R, P, Reason))
      return;
    Certainty Sure = P.Sure;
    if (Outcome.Doubtful || isAssertion(P.What->effect()))
      Sure = Certainty::Unknown;
    bool Late = Reason == ExposureReason::LateProtection;
    if (Late && isAcquiredMasked(R, P.What->effect()))
      Reason = ExposureReason::LateUnmask;
    bool AllocationOnly = isAllocationOnly(P.What->effect());
    if (AllocationOnly || Sure == Certainty::Unknown) {
      // In a gap the author reckons with exceptions; elsewhere only the user
      // can say that such a callee counts.
      bool Reckons = !AllocationOnly && (isUnderCatchAll(P) || givesUpInterpreter(R));
      if ((Late || Reckons) && !Outcome.Doubtful && !isAssertion(P.What->effect()))
        Sure = Certainty::Likely;
      else if (AllocationOnly && !Options.TreatAllocationAsThrowing)
        return;
      else
        Sure = AllocationOnly ? Certainty::Likely : Certainty::Unknown;
    }
    if (Sure == Certainty::Unknown && !Options.Strict)
      return;
    record(R, Late, Reason, Protection, Outcome.Unhelpful, P, Sure);
  }

  /// A count that others ask for, or that somebody protects a few lines later.  What jumps is an error whose
  /// landing sets such numbers back, as a rule.
  bool isWorthCounting(unsigned R, const Point &P, ExposureReason Reason) const {
    if (P.What->effect().Raises == Source::Jump || !S.Counting)
      return false;
    const Place &Where = S.Places[Pass.resources()[R].Where];
    if (isFunctionOwn(Where))
      return false;
    return Reason == ExposureReason::LateProtection || S.Counting->matters(Where.Object);
  }

  /// An object is made ready to be returned, and what it does itself loses it by an exception that is known
  /// to come.
  bool isMeantForCaller(unsigned R, const Hold &H, const Point &P) const {
    if (P.What->effect().Raises != Source::Throw || P.Sure < Certainty::Likely ||
        isAllocationOnly(P.What->effect()) || !isHandle(Pass.resources()[R].Kind) || mayBeKnownElsewhere(R))
      return false;
    const Place &Object = P.What->At->site().This;
    bool IsOwn = Pass.resources()[R].Kind == ResourceKind::Heap && !Object.isNone() &&
                 std::any_of(H.Names.begin(), H.Names.end(), [&](PlaceId Name) {
                   Place Made = S.Places[Name];
                   return Object.startsWith(Made.deref());
                 });
    if (!IsOwn)
      return false;
    auto Returns = [](BlockId, unsigned, const Step &Each, const Hold &, HoldChange Change) {
      return Each.K == Step::Kind::Return && Change == HoldChange::HandedOver ? Visit::Stop : Visit::GoOn;
    };
    if (S.fallsThrough(P.B))
      return explore(Pass, R, H, P.B, P.Index, Returns);
    auto [B, I] = acquiredAt(R);
    return explore(Pass, R, Hold(), B, I, Returns) && !releasedOnTheWay(R, P);
  }

  /// Something that nobody knows is given it, or was given something to know it by when it was made.
  bool mayBeKnownElsewhere(unsigned R) const {
    const Event &Taken = *Pass.resources()[R].Acquire->At;
    std::vector<Place> Names{Taken.site().Result};
    for (const Block &B : S.F->Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Assign && !E.other().isNone() && E.other() == Names.front())
          Names.push_back(E.subject());
    auto IsIt = [&](const Place &A) {
      return !A.isNone() && std::find(Names.begin(), Names.end(), A) != Names.end();
    };
    for (const Block &B : S.F->Blocks)
      for (const Event &E : B.Events) {
        if (E.kind() != EventKind::Call)
          continue;
        const CallSite &Site = E.site();
        bool Makes = E.Expr.File == Taken.Expr.File && Taken.Expr.Begin <= E.Expr.Begin &&
                     E.Expr.End <= Taken.Expr.End && S.U->Callees[Site.Callee].Constructor;
        bool IsGiven = std::any_of(Site.Args.begin(), Site.Args.end(), [&](const Place &A) {
          return Makes ? !A.isNone() && A.Root != Place::RootKind::Temporary : IsIt(A);
        });
        if (IsGiven && (Makes || isOpen(*S.U, Site.Callee)))
          return true;
      }
    return false;
  }

  /// A function that first gives back a lock which its caller holds takes it again for the
  /// caller: that it leaves with the lock held is how it was entered.
  bool isTakenForCaller(unsigned R) {
    const TrackedResource &Taken = Pass.resources()[R];
    if (isHandle(Taken.Kind) || isFunctionOwn(S.Places[Taken.Where]))
      return false;
    auto [Known, New] = ForCaller.try_emplace(R, false);
    if (!New)
      return Known->second;
    // Each block twice: with the lock as the caller has left it, and given back.
    std::vector<bool> Seen(2 * S.Blocks.size());
    std::vector<std::pair<BlockId, bool>> Work{{0, false}};
    Seen[0] = true;
    while (!Work.empty()) {
      auto [B, Given] = Work.back();
      Work.pop_back();
      bool Taking = false;
      for (const Step &Each : S.Blocks[B]) {
        if (Each.Subject != Taken.Where || (!Each.is(EffectKind::Acquire) && !Each.is(EffectKind::Release)))
          continue;
        if (&Each == Taken.Acquire && Given)
          return Known->second = true;
        Taking = Each.is(EffectKind::Acquire);
        if (Taking)
          break;
        Given = true;
      }
      if (Taking)
        continue;
      for (const Edge &E : S.F->Blocks[B].Successors)
        if (unsigned Key = 2 * E.To + Given; !Seen[Key] && S.feasible(E)) {
          Seen[Key] = true;
          Work.push_back({E.To, Given});
        }
    }
    return false;
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

  /// What is owed is the state that was given up for others: without it, the interpreter crashes at
  /// once.
  bool givesUpInterpreter(unsigned R) const {
    return InterpreterGivenUp.of(R, [&] {
      const Step *Taken = Pass.resources()[R].Acquire;
      const std::vector<Step> &Around = S.Blocks[acquiredAt(R).first];
      return std::any_of(Around.begin(), Around.end(), [&](const Step &Each) {
        return Each.is(EffectKind::Mask) && Each.effect().Raises == Source::Python &&
               Each.At->Expr == Taken->At->Expr;
      });
    });
  }

  /// `throw "cannot be"`: an assertion, unless somebody here catches such a thing.
  bool isAssertion(const Effect &E) const {
    if (E.Raises != Source::Throw || E.Why->Type.empty() || E.Why->Type.back() != '*')
      return false;
    return !Caught.of(E.Why->Type, [&] { return isCaughtAnywhere(E.Why->Type); });
  }

  bool isCaughtAnywhere(const std::string &Type) const {
    return std::any_of(S.U->Functions.begin(), S.U->Functions.end(), [&](const Function &F) {
      return std::any_of(F.Scopes.begin(), F.Scopes.end(), [&](const UnwindScope &Scope) {
        return std::any_of(Scope.Handlers.begin(), Scope.Handlers.end(),
                           [&](const Handler &H) { return H.Type == Type; });
      });
    });
  }

  /// `if (shared) { mask(); lock(); }`: the paths that do not mask do not acquire either.
  bool isMaskedWhileHeld(unsigned R, const Effect &Strikes) {
    if (!UsesMasks)
      return false;
    if (!MaskedAt) {
      MaskedAt.emplace();
      std::map<const Step *, unsigned> Acquiring;
      for (unsigned Each = 0; Each < Pass.resources().size(); ++Each)
        Acquiring[Pass.resources()[Each].Acquire] = Each;
      Dataflow<MaskPass>(S, Masks, Options.Budget)
          .forEachStep([&](BlockId B, unsigned I, const MaskPass::State &State) {
            if (Acquiring.count(&S.Blocks[B][I]))
              MaskedAt->emplace(&S.Blocks[B][I], State);
          });
    }
    std::pair<unsigned, std::pair<Source, bool>> Kind{R, {Strikes.Raises, Strikes.Interruptible}};
    return MaskedWhileHeld.of(Kind, [&] { return masksWhileHeld(R, Strikes); });
  }

  /// Of what isMaskedWhileHeld() has looked at.
  bool isAcquiredMasked(unsigned R, const Effect &Strikes) const {
    if (!MaskedAt)
      return false;
    auto Start = MaskedAt->find(Pass.resources()[R].Acquire);
    return Start != MaskedAt->end() && !Start->second[static_cast<unsigned>(Strikes.Raises)].lets(Strikes);
  }

  /// The first place behind the acquisition at which \p Strikes is let in again.
  const Event *unmaskBehind(unsigned R, const Effect &Strikes) const {
    const Event *Found = nullptr;
    auto [B, I] = acquiredAt(R);
    explore(Pass, R, Hold(), B, I, [&](BlockId, unsigned, const Step &Each, const Hold &, HoldChange) {
      bool Ends = Each.is(EffectKind::Unmask) || Each.is(EffectKind::RestoreMask);
      if (!Ends || Each.effect().Raises != Strikes.Raises)
        return Visit::GoOn;
      Found = Each.At;
      return Visit::Stop;
    });
    return Found;
  }

  bool masksWhileHeld(unsigned R, const Effect &Strikes) const {
    auto Start = MaskedAt->find(Pass.resources()[R].Acquire);
    auto IsOpen = [&](const MaskPass::State &State) {
      return State[static_cast<unsigned>(Strikes.Raises)].lets(Strikes);
    };
    if (Start == MaskedAt->end() || IsOpen(Start->second))
      return false;
    auto [B, I] = acquiredAt(R);
    return !explore(Pass, R, Hold(), B, I,
                    [&](BlockId, unsigned, const Step &Each, const Hold &, HoldChange) {
                      MaskPass::State After = Start->second;
                      Masks.transfer(After, Each);
                      return IsOpen(After) ? Visit::Stop : Visit::GoOn;
                    });
  }

  void record(unsigned R, bool Late, ExposureReason Reason, const Event *Protection,
              const UnwindScope *Unhelpful, const Point &P, Certainty Sure) {
    Exposure &X = Found[{R, Late}];
    const TrackedResource &Resource = Pass.resources()[R];
    if (X.Points.empty()) {
      X.In = S.F;
      X.Acquire = Resource.Acquire->At;
      X.Resource = Resource.Kind;
      X.PlaceText = placeText(R);
      X.Reason = Reason;
      X.Protection = Protection;
      if (Reason == ExposureReason::LateUnmask)
        X.Unmask = unmaskBehind(R, P.What->effect());
      if (Unhelpful)
        X.ProtectionRange = Unhelpful->Range;
    }
    if (X.Points.empty() || Sure > X.Sure) {
      X.Sure = Sure;
      X.Why = P.What->effect().Raises;
    }
    ExposedPoint New;
    New.At = P.What->At;
    New.Why = P.What->effect().Raises;
    New.Sure = Sure;
    New.AllocationOnly = isAllocationOnly(P.What->effect());
    New.Type = P.What->effect().Why->Type;
    New.Chain = P.What->effect().Why->Chain;
    // A call that can raise several things is one point; the worst of them speaks.
    // The steps of one event follow each other.
    for (auto Old = X.Points.rbegin(); Old != X.Points.rend() && Old->At == New.At; ++Old)
      if (Old->Why == New.Why) {
        if (std::make_tuple(New.Sure, !New.AllocationOnly) > std::make_tuple(Old->Sure, !Old->AllocationOnly))
          *Old = std::move(New);
        return;
      }
    X.Points.push_back(std::move(New));
  }

  /// The name the user knows: a variable before a field before a temporary.
  std::string placeText(unsigned R) const {
    const Place &Where = S.Places[Pass.resources()[R].Where];
    if (Where.Root != Place::RootKind::Temporary)
      return spelling(Where);
    // A handle is called by the first variable that it is stored in.
    std::string Name;
    auto [B, I] = acquiredAt(R);
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

  Position acquiredAt(unsigned R) const {
    if (AcquiredAt.empty()) {
      std::map<const Step *, unsigned> Acquiring;
      for (unsigned Each = 0; Each < Pass.resources().size(); ++Each)
        Acquiring[Pass.resources()[Each].Acquire] = Each;
      AcquiredAt.resize(Pass.resources().size());
      for (BlockId B = 0; B < S.Blocks.size(); ++B)
        for (unsigned I = 0; I < S.Blocks[B].size(); ++I)
          if (auto It = Acquiring.find(&S.Blocks[B][I]); It != Acquiring.end())
            AcquiredAt[It->second] = {B, I};
    }
    return AcquiredAt[R];
  }

  bool isProtected(unsigned R, const Hold &H, const Effect &Interrupt, const Event &At) const {
    return !Unwind.outcome(R, H, Interrupt, At).LeavesHeld;
  }

  /// The first event after the point from which the resource is safe.
  const Event *laterProtection(unsigned R, const Hold &H, const Point &P) const {
    return protectionFrom(R, H, P.B, P.Index, P.What->effect());
  }

  const Event *protectionFrom(unsigned R, const Hold &H, BlockId B, unsigned I,
                              const Effect &Interrupt) const {
    const Event *Found = nullptr;
    std::set<std::pair<ScopeId, BlockId>> Seen;
    explore(Pass, R, H, B, I, [&](BlockId, unsigned, const Step &Each, const Hold &Now, HoldChange Change) {
      if (Change == HoldChange::Adopted && Each.effect().Sure != Certainty::Unknown) {
        Found = Each.At;
        return Visit::Stop;
      }
      if (!Now.MayBeHeld || !Each.At->Expr.isValid() ||
          !Seen.insert({Each.At->Scope, Each.At->JumpsTo}).second)
        return Visit::GoOn;
      if (!isProtected(R, Now, Interrupt, *Each.At))
        return Visit::GoOn;
      Found = Each.At;
      return Visit::Stop;
    });
    return Found;
  }

  /// The same on the paths that do not come to the point.
  const Event *protectionElsewhere(unsigned R, const Point &P) const {
    return ProtectedElsewhere.of({R, Unwind.classOf(P.What->effect())}, [&] {
      auto [B, I] = acquiredAt(R);
      return protectionFrom(R, Hold(), B, I, P.What->effect());
    });
  }

  /// A protected event, and the steps that are come to from there while the resource is held.
  struct Safe {
    Position Where;
    Hold H;
    const Event *At;
    bool Followed = false;
    unsigned OwnUntil = 0;                       ///< in its own block, from there on
    std::unordered_map<BlockId, unsigned> Until; ///< in blocks that are entered
  };

  bool leadsTo(unsigned R, Safe &From, const Point &P) const {
    if (!From.Followed) {
      From.Followed = true;
      bool Own = true;
      unsigned Next = From.Where.second;
      explore(Pass, R, From.H, From.Where.first, From.Where.second,
              [&](BlockId B, unsigned I, const Step &, const Hold &, HoldChange) {
                Own = Own && B == From.Where.first && I == Next++;
                unsigned &End = Own ? From.OwnUntil : From.Until[B];
                End = std::max(End, I + 1);
                return Visit::GoOn;
              });
    }
    if (P.B == From.Where.first && P.Index >= From.Where.second && P.Index < From.OwnUntil)
      return true;
    auto It = From.Until.find(P.B);
    return It != From.Until.end() && P.Index < It->second;
  }

  /// A protected event between the acquisition and the point: protection ended.
  const Event *earlierProtection(unsigned R, const Point &P) const {
    std::vector<Safe> &Places = SafeAt.of({R, Unwind.classOf(P.What->effect())},
                                          [&] { return protectedOnTheWay(R, P.What->effect()); });
    for (Safe &From : Places)
      if (leadsTo(R, From, P))
        return From.At;
    return nullptr;
  }

  std::vector<Safe> protectedOnTheWay(unsigned R, const Effect &Interrupt) const {
    std::vector<Safe> Places;
    std::set<std::pair<ScopeId, BlockId>> Seen;
    auto [B, I] = acquiredAt(R);
    explore(Pass, R, Hold(), B, I,
            [&](BlockId Block, unsigned Index, const Step &Each, const Hold &Now, HoldChange) {
              if (!Now.MayBeHeld || !Each.At->Expr.isValid() ||
                  !Seen.insert({Each.At->Scope, Each.At->JumpsTo}).second)
                return Visit::GoOn;
              if (isProtected(R, Now, Interrupt, *Each.At))
                Places.push_back({{Block, Index}, Now, Each.At, false, 0, {}});
              return Visit::GoOn;
            });
    return Places;
  }

  /// Every place where a normal path releases the resource or hands it over.
  std::vector<const Event *> releases(unsigned R) const {
    std::vector<const Event *> Out;
    auto [B, I] = acquiredAt(R);
    explore(Pass, R, Hold(), B, I, [&](BlockId, unsigned, const Step &Each, const Hold &, HoldChange Change) {
      bool Ends = Change == HoldChange::Released || Change == HoldChange::Adopted;
      if (Ends && std::find(Out.begin(), Out.end(), Each.At) == Out.end())
        Out.push_back(Each.At);
      return Visit::GoOn;
    });
    std::sort(Out.begin(), Out.end(),
              [](const Event *A, const Event *B) { return A->Expr.Begin < B->Expr.Begin; });
    return Out;
  }

  void finish(std::vector<Exposure> &Out) {
    for (auto &[K, X] : Found) {
      std::sort(X.Points.begin(), X.Points.end(), [](const ExposedPoint &A, const ExposedPoint &B) {
        return std::tie(A.At->Expr.File, A.At->Expr.Begin) < std::tie(B.At->Expr.File, B.At->Expr.Begin);
      });
      X.Releases = releases(K.Resource);
      if (!X.Releases.empty())
        X.Release = X.Releases.back();
    }
    for (auto &[K, X] : Found)
      if (!repeatsEarlier(K, X))
        Out.push_back(X);
  }

  /// Acquired again (at the end of a loop, on a second try) under the same name,
  /// exposed at the same points and released at the same places: one root cause,
  /// told at the first acquisition.
  bool repeatsEarlier(const Key &K, const Exposure &X) const {
    for (const auto &[Other, Earlier] : Found) {
      if (Other.Late != K.Late || Earlier.Acquire->Expr.Begin >= X.Acquire->Expr.Begin ||
          Earlier.PlaceText != X.PlaceText || X.PlaceText.empty() || Earlier.Releases != X.Releases)
        continue;
      bool Covered =
          std::all_of(X.Points.begin(), X.Points.end(), [&, &Before = Earlier](const ExposedPoint &P) {
            return std::any_of(Before.Points.begin(), Before.Points.end(),
                               [&](const ExposedPoint &Q) { return Q.At == P.At && Q.Why == P.Why; });
          });
      if (Covered)
        return true;
    }
    return false;
  }

  Steps &S;
  const LiveSources &Live;
  const AnalysisOptions &Options;
  HeldPass Pass;
  Unwinder Unwind;
  bool UsesMasks;
  std::map<Key, Exposure> Found;
  mutable std::vector<Position> AcquiredAt; ///< by resource
  mutable std::map<unsigned, HeldPaths::Question> Owed;
  mutable std::map<ClassKey, HeldPaths::Question> Protected;
  Memo<unsigned, bool> OwedAtAll;
  Memo<unsigned, bool> InterpreterGivenUp;
  Memo<std::string, bool> Caught;
  Memo<unsigned, std::vector<Position>> ReleasedAt;
  Memo<ClassKey, const Event *> ProtectedElsewhere;
  Memo<ClassKey, std::vector<Safe>> SafeAt;
  Memo<std::pair<unsigned, std::pair<Source, bool>>, bool> MaskedWhileHeld;
  MaskPass Masks;
  std::map<unsigned, bool> ForCaller;                              ///< by resource
  std::optional<std::map<const Step *, MaskPass::State>> MaskedAt; ///< the acquisition
};

} // namespace

bool findExposures(Steps &S, const LiveSources &Live, const AnalysisOptions &Options,
                   std::vector<Exposure> &Out) {
  return ExposureFinder(S, Live, Options).run(Out);
}

} // namespace asyncsafe
