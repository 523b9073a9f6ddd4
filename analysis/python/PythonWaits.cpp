//===- PythonWaits.cpp - Waits of CPython extensions ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/python/PythonWaits.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const PythonCode &Code, WaitFollower &Paths, MaskCache &Masks, const UnitWaits &Facts,
         std::vector<PythonWait> &Out)
      : U(*Facts.Of), Code(Code), Paths(Paths), Masks(Masks), Facts(Facts), Out(Out) {}

  void run() {
    for (const Wait &W : Facts.Waits) {
      bool Keeps = keepsGil(W);
      Held[{W.In, W.Blocking}] = Keeps;
      if (Keeps && isHeldWait(W)) {
        // One finding for all callers of the function that waits.
        if (!W.isOwn() && !Through.insert(W.BlocksIn).second)
          continue;
        add(PythonDefect::KeepsGil, W, mayHaveGivenUp(W) ? Certainty::Unknown : W.E.Sure);
        Said.insert(W.Blocking);
      }
    }
    for (const Wait &W : Facts.Waits)
      if (!Said.count(W.Blocking)) {
        retry(W);
        goesOn(W);
      }
  }

private:
  /// The GIL is not released between In and the wait.
  bool keepsGil(const Wait &W) {
    if (Masks.of(W.In).mayBeMasked(W.Block, *W.At, Source::Python))
      return false;
    if (W.isOwn())
      return true;
    auto Inner = Held.find({calledBy(U, *W.At, Runs::Perhaps), W.Blocking});
    return Inner == Held.end() || Inner->second;
  }

  /// An unknown hook without arguments is called before; it may release the GIL.
  bool mayHaveGivenUp(const Wait &W) const {
    for (const Block &B : U.Functions[W.In].Blocks)
      for (const Event &E : B.Events) {
        if (E.kind() != EventKind::Call || !E.site().Args.empty() || E.Expr.Begin >= W.At->Expr.Begin)
          continue;
        const Callee &C = U.Callees[E.site().Callee];
        if (C.Indirect || (calledBy(U, E, Runs::Perhaps) == NoId && !C.System))
          return true;
      }
    return false;
  }

  bool isHeldWait(const Wait &W) const {
    return Code.isEntry(W.In) && W.E.Wait->Length == WaitLength::Unbounded &&
           W.E.Sure != Certainty::Unknown && !W.Nonblocking && !takesLock(U, W);
  }

  /// The wait is retried after EINTR without a check for signals in between.
  void retry(const Wait &W) {
    // Threads that Python did not start need not check for signals.
    if (!Code.isReached(W.In) || W.TriesAgain || W.E.Wait->Signal == OnSignal::Ignores || isShort(W))
      return;
    // Outside entry functions it may be a file, which does not block.
    if (Held[{W.In, W.Blocking}] && (Code.isEntry(W.In) || W.E.Sure == Certainty::Unknown))
      return;
    if (W.Loops.empty())
      return;
    AfterWait After = Paths.follow(W, Outcome::Eintr);
    bool Again = std::any_of(After.Agains.begin(), After.Agains.end(),
                             [](const struct Again &A) { return A.ForEintr; });
    Asks Asked = Code.asks(W.In, *W.Loops.front());
    if (!Again || Asked == Asks::Surely)
      return;
    bool Sure = Asked == Asks::Never && W.E.Wait->Length != WaitLength::Bounded;
    add(PythonDefect::RetriesUnasked, W, Sure ? Certainty::Likely : Certainty::Unknown);
  }

  /// The wait lasts only as long as the code says.
  static bool isShort(const Wait &W) { return W.E.Wait->Length == WaitLength::Bounded && W.E.OtherValue; }

  /// No signal ends the wait, and nothing here shows that other code wakes it in time.
  void goesOn(const Wait &W) {
    if (W.isOwn() && Code.isReached(W.In) && W.E.Wait->Length == WaitLength::Unbounded &&
        W.E.Wait->Signal == OnSignal::Ignores && W.E.Sure != Certainty::Unknown && !W.E.Wait->EndsItself &&
        !W.Nonblocking && !takesLock(U, W) && Masks.of(W.In).isMasked(W.Block, *W.At, Source::Python))
      add(PythonDefect::GoesOnWaiting, W, Certainty::Unknown);
  }

  void add(PythonDefect What, const Wait &W, Certainty Sure) {
    Out.push_back({What, W.In, W.At, /*Drop=*/nullptr, W.E.Why->Chain, Sure});
  }

  const Unit &U;
  const PythonCode &Code;
  WaitFollower &Paths;
  MaskCache &Masks;
  const UnitWaits &Facts;
  std::vector<PythonWait> &Out;
  std::map<std::pair<FunctionId, const Event *>, bool> Held;
  std::set<const Event *> Said; ///< blocking calls with a finding
  std::set<FunctionId> Through; ///< functions that wait, with a finding at a caller
};

} // namespace

void findPythonWaits(const Callees &Calls, WaitFollower &Paths, MaskCache &Masks, const UnitWaits &Facts,
                     std::vector<PythonWait> &Out) {
  if (!PythonCode::isExtension(*Facts.Of))
    return;
  PythonCode Code(Calls);
  Finder(Code, Paths, Masks, Facts, Out).run();
  findPythonLoops(Code, Paths, Facts, Out);
  findPythonAnswers(Code, Paths, Masks, Facts, Out);
}

} // namespace asyncsafe
