//===- SavedHandlers.cpp - Handlers that a function replaces temporarily --===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signal handlers (`old = signal(SIGINT, SIG_IGN); … signal(SIGINT, old)`), and pointers to the
// innermost object on the stack (`outer = top; top = &here; … top = outer`).
//
//===----------------------------------------------------------------------===//

#include "analysis/state/SavedStates.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool registers(const Step &Each) { return Each.is(EffectKind::RegisterHandler); }

/// Where the call stores the previous handler.
const Place &savesTo(const Step &Each) { return Each.effect().Wait->Mask; }

bool sameSignal(const Step &A, const Step &B) {
  const Effect &X = A.effect(), &Y = B.effect();
  return X.OtherValue ? X.OtherValue == Y.OtherValue : !Y.OtherValue && X.Other == Y.Other;
}

class Finder {
public:
  explicit Finder(Steps &S) : S(S) {}

  std::vector<SavedState> run() {
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block) {
        if (registers(Each) && !savesTo(Each).isNone())
          handler(Each);
        else if (Each.K == Step::Kind::Assign && Each.other().AddressOf)
          pointer(Each);
      }
    std::vector<SavedState> Kept;
    for (SavedState &X : Out)
      if ((!X.Restores.empty() || !X.Resets.empty()) && !keptEscapes(S, X))
        Kept.push_back(std::move(X));
    return Kept;
  }

private:
  /// A call has one effect for each possible name of the handler's field.
  static bool isListed(const std::vector<const Step *> &Some, const Step &Each) {
    return std::any_of(Some.begin(), Some.end(),
                       [&](const Step *Old) { return Old->At->Expr == Each.At->Expr; });
  }

  void handler(const Step &Each) {
    PlaceId Kept = variableOf(S, S.Places.intern(savesTo(Each)));
    if (!isOwnVariable(S, Kept) || startsWithKept(Each, Kept))
      return;
    for (const SavedState &X : Out)
      if (X.Kept == Kept)
        return;
    SavedState X;
    X.Kind = StateKind::Disposition;
    X.Kept = Kept;
    X.Changes = {&Each};
    for (const auto &Block : S.Blocks)
      for (const Step &Other : Block) {
        if (!registers(Other) || !sameSignal(Each, Other) || isListed(X.Changes, Other))
          continue;
        std::vector<const Step *> &Ends = startsWithKept(Other, Kept) ? X.Restores : X.Resets;
        if (!isListed(Ends, Other))
          Ends.push_back(&Other);
      }
    Out.push_back(std::move(X));
  }

  bool startsWithKept(const Step &Each, PlaceId Kept) const {
    return Each.Subject != NoPlace && S.Places[Each.Subject].startsWith(S.Places[Kept]);
  }

  /// A place outside the frame is assigned the address of an object in it, and had another value before.
  void pointer(const Step &Each) {
    Place Object = Each.other();
    Object.AddressOf = false;
    PlaceId Outside = Each.Subject;
    if (Outside == NoPlace || isFunctionOwn(S.Places[Outside]) || !isOwnVariable(S, S.Places.intern(Object)))
      return;
    for (SavedState &X : Out)
      if (X.Kind == StateKind::Innermost && X.Changes.front()->Subject == Outside) {
        X.Changes.push_back(&Each);
        return;
      }
    SavedState X;
    X.Kind = StateKind::Innermost;
    for (const auto &Block : S.Blocks)
      for (const Step &Save : Block)
        if (Save.K == Step::Kind::Assign && Save.Other == Outside && isOwnVariable(S, Save.Subject))
          X.Kept = Save.Subject;
    if (X.Kept == NoPlace)
      return;
    X.Changes = {&Each};
    for (const auto &Block : S.Blocks)
      for (const Step &Other : Block)
        if (Other.K == Step::Kind::Assign && Other.Subject == Outside && !Other.other().AddressOf)
          (Other.Other == X.Kept ? X.Restores : X.Resets).push_back(&Other);
    Out.push_back(std::move(X));
  }

  Steps &S;
  std::vector<SavedState> Out;
};

} // namespace

std::vector<SavedState> savedHandlers(Steps &S) { return Finder(S).run(); }

} // namespace asyncsafe
