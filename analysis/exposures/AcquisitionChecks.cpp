//===- AcquisitionChecks.cpp - Throws that report a failed acquisition ----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/AcquisitionChecks.h"

#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace asyncsafe {

/// The events of each use of a macro that has become several calls.
struct AcquisitionChecks::MacroUses {
  /// A call may bring one or two others along: default arguments, conversions.
  static constexpr size_t FewestCalls = 4;

  explicit MacroUses(const Function &F) : Before(F) {
    forEachEvent(F, [&](Position P, const Event &E) { All[E.Expr].Events.push_back(P); });
    for (auto It = All.begin(); It != All.end();) {
      std::set<CalleeId> Calls;
      for (const Position &P : It->second.Events) {
        const Event &E = F.Blocks[P.Block].Events[P.Index];
        if (E.kind() == EventKind::Call)
          Calls.insert(E.site().Callee);
        It->second.Given.insert(E.site().This);
        It->second.Given.insert(E.site().Args.begin(), E.site().Args.end());
      }
      It = Calls.size() >= FewestCalls ? std::next(It) : All.erase(It);
    }
  }

  const std::vector<Position> &eventsOf(const SourceRange &Use) const {
    static const std::vector<Position> None;
    auto Found = All.find(Use);
    return Found == All.end() ? None : Found->second.Events;
  }
  /// The places that these calls are given.
  const std::unordered_set<Place, PlaceHash> &given(const SourceRange &Use) const {
    return All.find(Use)->second.Given;
  }

  const Predecessors Before;

private:
  struct Found {
    std::vector<Position> Events;
    std::unordered_set<Place, PlaceHash> Given;
  };
  struct InOrder {
    bool operator()(const SourceRange &A, const SourceRange &B) const { return isEarlier(A, B); }
  };
  std::map<SourceRange, Found, InOrder> All;
};

namespace {

using MacroUses = AcquisitionChecks::MacroUses;

/// A variable of the function, or its address.
bool isObject(const Place &P) { return P.Root == Place::RootKind::Local && isFunctionOwn(P); }

bool mentions(const Event &E, const Place &Object) {
  auto Is = [&](const Place &P) { return P.sameRoot(Object); };
  const CallSite &Site = E.site();
  return Is(E.subject()) || Is(E.other()) || Is(Site.This) ||
         std::any_of(Site.Args.begin(), Site.Args.end(), Is);
}

bool onlyThrows(const Steps &S, Position At) {
  const std::vector<Step> &Block = S.Blocks[At.Block];
  const Event *Call = Block[At.Index].At;
  return std::all_of(Block.begin(), Block.end(), [&](const Step &Each) {
    return Each.At != Call || Each.K == Step::Kind::Nothing ||
           (Each.is(EffectKind::Interrupt) && Each.effect().Raises == Source::Throw);
  });
}

Position positionOf(const Function &F, BlockId B, const Event *E) {
  return {B, static_cast<unsigned>(E - F.Blocks[B].Events.data())};
}

/// The acquisition was given \p Object (not the place of what it acquires), and nothing has used it since.
bool reportsIn(const Steps &S, const TrackedResource &R, const Place &Object, Position At) {
  const std::vector<Place> &Given = R.Acquire->At->site().Args;
  bool IsGiven = std::any_of(Given.begin(), Given.end(), [&](const Place &P) {
    return P.sameRoot(Object) && isObject(P) && P.AddressOf;
  });
  if (!IsGiven || S.Places[R.Where].sameRoot(Object))
    return false;
  auto Uses = [&](const Event &E) { return mentions(E, Object); };
  const Event *Acquire = R.Acquire->At;
  std::vector<const Event *> Last =
      lastStores(*S.F, positionOf(*S.F, At.Block, S.Blocks[At.Block][At.Index].At), Uses);
  return std::all_of(Last.begin(), Last.end(), [&](const Event *E) { return E && E->Expr == Acquire->Expr; });
}

/// One use of a macro has become many calls, all of which have its range. Decides whether these only compare
/// what \p R may have acquired, and nothing has looked at it before.
class AssertionMacro {
public:
  AssertionMacro(Steps &S, const TrackedResource &R, const Hold &H, const MacroUses &Uses,
                 const SourceRange &Use)
      : S(S), R(R), H(H), Uses(Uses), Use(Use) {}

  bool tests() const {
    bool Compared = false;
    for (const Position &At : Uses.eventsOf(Use)) {
      const Event &E = S.F->Blocks[At.Block].Events[At.Index];
      if (!mentionsIt(E) || acquires(E))
        continue;
      Compared = isComparison(E) && isFirstLook(At);
      if (!Compared)
        return false;
    }
    return Compared;
  }

private:
  bool isIt(const Place &P) const {
    PlaceId Id = P.isNone() ? NoPlace : S.Places.intern(P);
    return Id != NoPlace && (H.Names.contains(Id) || H.Results.contains(Id));
  }

  /// `REQUIRE(pipe(fds) == 0)`
  bool acquires(const Event &E) const {
    return E.kind() == EventKind::Effect && E.Expr == R.Acquire->At->Expr &&
           E.site().Callee == R.Acquire->At->site().Callee;
  }

  bool mentionsIt(const Event &E) const {
    const CallSite &Site = E.site();
    return isIt(E.subject()) || isIt(E.other()) || isIt(Site.This) ||
           std::any_of(Site.Args.begin(), Site.Args.end(), [this](const Place &P) { return isIt(P); });
  }

  /// With a constant, or by an object of the macro (`Decomposer() <= fd >= 0`), for the next call.
  bool isComparison(const Event &E) const {
    const CallSite &Site = E.site();
    if (E.kind() != EventKind::Call || isIt(Site.This))
      return false;
    bool WithObject = Site.This.Root == Place::RootKind::Temporary, WithConstant = false;
    for (unsigned I = 0; I < Site.Args.size(); ++I) {
      const Place &A = Site.Args[I];
      if (isIt(A))
        continue;
      bool IsObject = A.Root == Place::RootKind::Temporary;
      if (!A.isNone() && !IsObject)
        return false;
      WithObject |= IsObject;
      WithConstant |= I < Site.Constants.size() && Site.Constants[I];
    }
    return WithConstant || (WithObject && goesOn(Site.Result));
  }

  /// Another call of the macro is given the answer.
  bool goesOn(const Place &Answer) const { return !Answer.isNone() && Uses.given(Use).count(Answer); }

  bool isFirstLook(Position At) const {
    std::vector<const Event *> Last = lastStores(*S.F, Uses.Before, At, [&](const Event &E) {
      return acquires(E) || (mentionsIt(E) && !(E.Expr == Use));
    });
    return std::all_of(Last.begin(), Last.end(), [&](const Event *E) {
      return E && (E->kind() == EventKind::Assign || E->Expr == R.Acquire->At->Expr);
    });
  }

  Steps &S;
  const TrackedResource &R;
  const Hold &H;
  const MacroUses &Uses;
  const SourceRange &Use;
};

} // namespace

AcquisitionChecks::AcquisitionChecks(Steps &S) : S(S) {}
AcquisitionChecks::~AcquisitionChecks() = default;

bool AcquisitionChecks::contains(const TrackedResource &R, const Hold &H, Position At) {
  const Step &Point = S.Blocks[At.Block][At.Index];
  if (!R.Acquire || Point.effect().Raises != Source::Throw)
    return false;
  if (R.Success && H.MayBeFree) {
    if (!Uses)
      Uses = std::make_unique<MacroUses>(*S.F);
    if (AssertionMacro(S, R, H, *Uses, Point.At->Expr).tests())
      return true;
  }
  if (Point.At->kind() != EventKind::Call || !onlyThrows(S, At))
    return false;
  const CallSite &Site = Point.At->site();
  bool GetsStatus = std::any_of(Site.Args.begin(), Site.Args.end(), [&](const Place &P) {
    PlaceId Id = S.Places.intern(P);
    return H.Results.contains(Id) && !H.Names.contains(Id);
  });
  if (GetsStatus)
    return true;
  // Besides the object, only texts and numbers: of nothing else can it be a check.
  std::vector<Place> Given = Site.Args;
  Given.push_back(Site.This);
  Given.erase(std::remove_if(Given.begin(), Given.end(), [](const Place &P) { return P.isNone(); }),
              Given.end());
  return Given.size() == 1 && isObject(Given.front()) && reportsIn(S, R, Given.front(), At);
}

} // namespace asyncsafe
