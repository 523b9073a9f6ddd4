//===- Protection.cpp - Where a held resource is safe ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Protection.h"

#include "analysis/engine/Effort.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {
/// The attributes that distinguish two steps for an interruption.
bool isOfOneStretch(const Event &A, const Event &B) {
  return A.Scope == B.Scope && A.JumpsTo == B.JumpsTo && A.Expr.isValid() == B.Expr.isValid();
}
} // namespace

Protection::Protection(const HeldPass &Pass, const Unwinder &Unwind)
    : Pass(Pass), S(Pass.steps()), Unwind(Unwind), Stretches(S.Blocks.size()) {
  for (BlockId B = 0; B < S.Blocks.size(); ++B)
    for (unsigned I = 0; I < S.Blocks[B].size(); ++I)
      if (I == 0 || !isOfOneStretch(*S.Blocks[B][I - 1].At, *S.Blocks[B][I].At))
        Stretches[B].push_back(I);
}

void Protection::begin(unsigned R, Position At) {
  Resource = R;
  AcquiredAt = At;
  Questions.clear();
  Elsewhere.clear();
  SafeAt.clear();
}

/// The steps of a run at which \p Interrupt would do no harm, and those that hand the resource to an
/// owner.
std::vector<HeldPaths::Mark> Protection::marks(const HeldPaths::Run &R, const Effect &Interrupt) const {
  std::vector<HeldPaths::Mark> Out;
  const std::vector<unsigned> &Starts = Stretches[R.B];
  auto Stretch = std::upper_bound(Starts.begin(), Starts.end(), R.From);
  auto Holding = R.Holdings.begin();
  auto Notable = R.Notables.begin();
  const Event *Last = nullptr;
  HeldPass::Roots Roots = 0;
  ScopeId LastScope = NoId;
  bool Safe = false;
  auto Add = [&](unsigned First, unsigned End) {
    if (!Out.empty() && Out.back().Last == First)
      Out.back().Last = End;
    else
      Out.push_back({First, End, Visit::Stop});
  };
  for (unsigned I = R.From; I < R.End;) {
    if (auto Next = std::next(Holding); Next != R.Holdings.end() && Next->First <= I) {
      Holding = Next;
      Last = nullptr;
      continue;
    }
    unsigned End = R.End;
    if (Stretch != Starts.end())
      End = std::min(End, *Stretch);
    if (auto Next = std::next(Holding); Next != R.Holdings.end())
      End = std::min(End, Next->First);
    const Event &At = *S.Blocks[R.B][I].At;
    if (!Last)
      Roots = Pass.rootsOf(Holding->H);
    ScopeId Scope = Unwind.concerned(At.Scope, Roots);
    Effort::add();
    if (!Last || Scope != LastScope || At.JumpsTo != Last->JumpsTo ||
        At.Expr.isValid() != Last->Expr.isValid())
      Safe = Holding->H.MayBeHeld && At.Expr.isValid() && isProtected(Holding->H, Interrupt, At);
    Last = &At;
    LastScope = Scope;
    for (; Notable != R.Notables.end() && Notable->Index < End; ++Notable)
      if (const Step &Each = S.Blocks[R.B][Notable->Index];
          !Safe && Notable->Change == HoldChange::Adopted && Each.effect().Sure != Certainty::Unknown)
        Add(Notable->Index, Notable->Index + 1);
    if (Safe)
      Add(I, End);
    I = End;
    while (Stretch != Starts.end() && *Stretch <= I)
      ++Stretch;
  }
  return Out;
}

HeldPaths::Question &Protection::question(const Effect &Interrupt) {
  auto [It, New] = Questions.try_emplace(Unwind.classOf(Interrupt));
  if (New)
    It->second.Asks = [this, Interrupt](const HeldPaths::Run &R) { return marks(R, Interrupt); };
  return It->second;
}

/// Followed step by step; each scope is examined once.
const Event *Protection::explored(const Hold &H, Position From, const Effect &Interrupt) const {
  const Event *Found = nullptr;
  std::set<std::pair<ScopeId, BlockId>> Seen;
  explore(Pass, Resource, H, From.Block, From.Index,
          [&](BlockId, unsigned, const Step &Each, const Hold &Now, HoldChange Change) {
            bool Safe = Change == HoldChange::Adopted && Each.effect().Sure != Certainty::Unknown;
            if (!Safe && Now.MayBeHeld && Each.At->Expr.isValid() &&
                Seen.insert({Each.At->Scope, Each.At->JumpsTo}).second)
              Safe = isProtected(Now, Interrupt, *Each.At);
            if (Safe)
              Found = Each.At;
            return Safe ? Visit::Stop : Visit::GoOn;
          });
  return Found;
}

const Event *Protection::from(const Hold &H, Position From, const Effect &Interrupt, unsigned &Until) {
  HeldPaths &Paths = Unwind.paths(Resource);
  HeldPaths::Answer A = Paths.firstStop(question(Interrupt), From, H);
  Until = std::min(Until, A.Until);
  if (!A.At)
    return nullptr;
  if (Paths.isExact())
    return S.Blocks[A.At->Block][A.At->Index].At;
  Until = std::min(Until, From.Index + 1);
  return explored(H, From, Interrupt);
}

const Event *Protection::later(const Hold &H, const Point &P, unsigned &Until) {
  return from(H, {P.B, P.Index}, P.What->effect(), Until);
}

const Event *Protection::elsewhere(const Point &P) {
  auto [It, New] = Elsewhere.try_emplace(Unwind.classOf(P.What->effect()), nullptr);
  unsigned Until = NoId;
  if (New)
    It->second = from(Hold(), AcquiredAt, P.What->effect(), Until);
  return It->second;
}

bool Protection::leadsTo(Safe &From, const Point &P) const {
  if (!From.Followed) {
    From.Followed = true;
    bool Own = true;
    unsigned Next = From.Where.Index;
    explore(Pass, Resource, From.H, From.Where.Block, From.Where.Index,
            [&](BlockId B, unsigned I, const Step &, const Hold &, HoldChange) {
              Own = Own && B == From.Where.Block && I == Next++;
              unsigned &End = Own ? From.OwnUntil : From.Until[B];
              End = std::max(End, I + 1);
              return Visit::GoOn;
            });
  }
  if (P.B == From.Where.Block && P.Index >= From.Where.Index && P.Index < From.OwnUntil)
    return true;
  auto It = From.Until.find(P.B);
  return It != From.Until.end() && P.Index < It->second;
}

const Event *Protection::earlier(const Point &P, unsigned &Until) {
  auto [It, New] = SafeAt.try_emplace(Unwind.classOf(P.What->effect()));
  if (New)
    It->second = onTheWay(P.What->effect());
  if (!It->second.empty())
    Until = std::min(Until, P.Index + 1);
  for (Safe &From : It->second)
    if (leadsTo(From, P))
      return From.At;
  return nullptr;
}

std::vector<Protection::Safe> Protection::onTheWay(const Effect &Interrupt) {
  std::vector<Safe> Places;
  HeldPaths &Paths = Unwind.paths(Resource);
  if (!Paths.mayStop(question(Interrupt), AcquiredAt, Hold()))
    return Places;
  std::set<std::pair<ScopeId, BlockId>> Seen;
  explore(Pass, Resource, Hold(), AcquiredAt.Block, AcquiredAt.Index,
          [&](BlockId B, unsigned I, const Step &Each, const Hold &Now, HoldChange) {
            if (!Now.MayBeHeld || !Each.At->Expr.isValid() ||
                !Seen.insert({Each.At->Scope, Each.At->JumpsTo}).second)
              return Visit::GoOn;
            if (isProtected(Now, Interrupt, *Each.At))
              Places.push_back({{B, I}, Now, Each.At, false, 0, {}});
            return Visit::GoOn;
          });
  return Places;
}

} // namespace asyncsafe
