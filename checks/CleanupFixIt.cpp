//===- CleanupFixIt.cpp - Cleanup handlers around locked regions ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Paths.h"
#include "checks/FixIts.h"
#include "models/StandardNames.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// The argument of the call `Name(argument)` that \p E is, if it is a statement of its own and the argument
/// names an object without calculating anything; otherwise empty.
std::string argumentOf(const Event &E, std::string_view Name) {
  const SourceRange &S = E.In->Range;
  const std::string &Text = *E.Spelling;
  bool IsStatement = S.isValid() && E.In->Compound != NoId && S.File == E.Expr.File &&
                     S.Begin == E.Expr.Begin && Text.size() == E.Expr.End - E.Expr.Begin &&
                     S.End == E.Expr.End + 1;
  if (!IsStatement || Text.size() < Name.size() + 3 || Text.compare(0, Name.size(), Name) != 0 ||
      Text[Name.size()] != '(' || Text.back() != ')')
    return "";
  std::string Argument = Text.substr(Name.size() + 1, Text.size() - Name.size() - 2);
  bool Simple = std::all_of(Argument.begin(), Argument.end(), [](unsigned char C) {
    return std::isalnum(C) || std::string_view("_.->&").find(static_cast<char>(C)) != std::string_view::npos;
  });
  return Simple && Argument.find("--") == std::string::npos ? Argument : "";
}

/// What lies between a lock and its release, in one list of statements.
class Region {
public:
  Region(const Function &F, const Event &Acquire, const Event &Release)
      : F(F), Acquire(Acquire), Release(Release) {}

  /// Control enters it by the lock alone and leaves it by the release alone.
  bool isClosed() const {
    Position Start;
    forEachEvent(F, [&](Position P, const Event &E) {
      if (&E == &Acquire)
        Start = P;
    });
    Walked Inside = walk(F, behind(Start), [&](Position, const Event &E) {
      if (&E == &Release)
        return Visit::EndPath;
      return isInside(E) && E.kind() != EventKind::Return ? Visit::GoOn : Visit::Stop;
    });
    Walked Before = walk(F, {}, [&](Position, const Event &E) {
      if (&E == &Acquire)
        return Visit::EndPath;
      return isInside(E) || &E == &Release ? Visit::Stop : Visit::GoOn;
    });
    return Inside.allEnded() && !Before.Stopped;
  }

  /// The pointers on the way to the lock stay what they are.
  bool keepsVariables() const {
    return !hasEvent(F, [&](const Event &E) {
      return E.kind() == EventKind::Assign && isInside(E) && E.subject().Path.empty() &&
             E.subject().Root != Place::RootKind::Temporary && E.subject().Root == lock().Root &&
             E.subject().Name == lock().Name && E.subject().Index == lock().Index;
    });
  }

  /// Nothing behind it can name a variable that is declared in it: the list of statements ends there, or
  /// returns what was known before.
  bool endsItsBlock() const {
    if (Release.In->LastInCompound)
      return true;
    return hasEvent(F, [&](const Event &E) {
      return E.kind() == EventKind::Return && E.In->Compound == Release.In->Compound &&
             E.In->Position == Release.In->Position + 1 && E.In->LastInCompound && isKnownBefore(E);
    });
  }

private:
  const Place &lock() const { return Acquire.effect().Subject; }

  bool isInside(const Event &E) const {
    return E.Expr.File == Acquire.Expr.File && E.Expr.Begin >= Acquire.In->Range.End &&
           E.Expr.End <= Release.In->Range.Begin;
  }
  bool isKnownBefore(const Event &Returned) const {
    constexpr std::string_view Nothing = "return;";
    const SourceRange &S = Returned.In->Range;
    const Place &P = Returned.subject();
    if (Returned.constant() || S.End - S.Begin == Nothing.size())
      return true;
    if (P.Root != Place::RootKind::Local || !P.Path.empty())
      return false;
    return hasEvent(F, [&](const Event &E) {
      return E.kind() == EventKind::Assign && E.subject() == P && E.Expr.File == Acquire.Expr.File &&
             E.Expr.End <= Acquire.In->Range.Begin && E.In->Compound == Acquire.In->Compound;
    });
  }

  const Function &F;
  const Event &Acquire, &Release;
};

/// A cleanup handler runs for a cancellation only.
bool isCancelledOnly(const Exposure &X) {
  return std::all_of(X.Points.begin(), X.Points.end(),
                     [](const ExposedPoint &P) { return P.Why == Source::Cancel; });
}

} // namespace

std::vector<UnitEdit> pushCleanup(const Exposure &X, const Unit &U) {
  if (U.IsCxx || X.Reason != ExposureReason::NoProtection || X.Releases.size() != 1 || !isCancelledOnly(X))
    return {};
  const Event &Acquire = *X.Acquire, &Release = *X.Releases.front();
  const SourceRange &A = Acquire.In->Range, &R = Release.In->Range;
  for (const CleanupLock &Kind : CleanupLocks) {
    std::string Lock = argumentOf(Acquire, Kind.Acquire);
    if (Lock.empty() || argumentOf(Release, Kind.Release) != Lock || !Acquire.is(EffectKind::Acquire) ||
        A.File != R.File || R.Begin < A.End || Acquire.In->Compound != Release.In->Compound)
      continue;
    Region Locked(*X.In, Acquire, Release);
    if (!Locked.endsItsBlock() || !Locked.keepsVariables() || !Locked.isClosed())
      continue;
    std::string Gap = A.Line == R.Line ? " " : "\n" + std::string(A.Column - 1, ' ');
    return {{A.File, A.End, 0, Gap + std::string(Kind.Push) + Lock + ");"},
            {R.File, R.Begin, R.End - R.Begin, std::string(Kind.Pop)}};
  }
  return {};
}

} // namespace asyncsafe
