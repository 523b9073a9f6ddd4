//===- PythonWaits.cpp - Waits of CPython extensions ----------------------===//

#include "analysis/threads/PythonWaits.h"

#include "analysis/Flow.h"
#include "analysis/threads/MaskState.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool asks(const Event &E) {
  return E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Interrupt && E.E.Raises == Source::Python;
}

class Finder {
public:
  Finder(const Unit &U, const std::vector<Wait> &Waits, const CallSites &Calls, WaitFollower &Paths,
         MaskCache &Masks, std::vector<PythonWait> &Out)
      : U(U), Waits(Waits), Calls(Calls), Paths(Paths), Masks(Masks), Out(Out) {}

  void run() {
    if (!isExtension())
      return;
    findAsking();
    findEntries();
    for (const Wait &W : Waits) {
      bool Keeps = keepsGil(W);
      Held[{W.In, W.Blocking}] = Keeps;
      if (Keeps ? heldWait(W) : retry(W))
        continue;
    }
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (!U.Functions[F].System)
        ignoredAnswers(F);
  }

private:
  /// The unit mentions Python's API in its own code.
  bool isExtension() const {
    return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(),
                       [](const Evidence &E) { return E.Of == Source::Python; });
  }

  /// Functions that ask for signals, or call what does.
  void findAsking() {
    Asks.resize(U.Functions.size());
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (FunctionId F = 0; F < U.Functions.size(); ++F)
        if (!Asks[F] && asksIn(U.Functions[F], {}))
          Changed = Asks[F] = true;
    }
  }

  /// In these blocks, or all.  What nobody knows may ask, if it is Python's or a function pointer.
  bool asksIn(const Function &F, const LoopBlocks &Blocks) const {
    for (BlockId B = 0; B < F.Blocks.size(); ++B) {
      if (!Blocks.empty() && !std::binary_search(Blocks.begin(), Blocks.end(), B))
        continue;
      for (const Event &E : F.Blocks[B].Events) {
        if (asks(E))
          return true;
        if (E.Kind != EventKind::Call)
          continue;
        const Callee &C = U.Callees[E.Site.Callee];
        if (C.Body != NoId ? Asks[C.Body] : C.Indirect || (!C.System && !Blocks.empty()))
          return true;
      }
    }
    return false;
  }

  /// What the interpreter calls, with the GIL: functions in static tables, and those that
  /// ask for signals or give the GIL up themselves.
  void findEntries() {
    Entry.resize(U.Functions.size());
    for (const InitialValue &V : U.InitialValues)
      if (V.Function != NoId && U.Callees[V.Function].Body != NoId) {
        FunctionId F = U.Callees[V.Function].Body;
        const std::vector<Parameter> &P = U.Functions[F].Parameters;
        Entry[F] = !P.empty() && P.front().IsPointer && !Calls.startsThread(F);
      }
  }

  /// Nothing on the way from In to the wait gives up the GIL.
  bool keepsGil(const Wait &W) {
    if (Masks.of(W.In).mayBeMasked(W.Block, *W.At, Source::Python))
      return false;
    if (W.isOwn())
      return true;
    auto Inner = Held.find({U.Callees[W.At->Site.Callee].Body, W.Blocking});
    return Inner == Held.end() || Inner->second;
  }

  bool heldWait(const Wait &W) {
    if (!Entry[W.In] || W.E.Length != WaitLength::Unbounded || W.E.Sure == Certainty::Unknown || W.Nonblocking ||
        takesLock(W))
      return false;
    add(PythonDefect::KeepsGil, W, W.E.Sure);
    return true;
  }

  /// Whoever holds a lock gives it back soon.
  bool takesLock(const Wait &W) const {
    for (const Block &B : U.Functions[W.BlocksIn].Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Acquire && !isHandle(E.E.Resource) &&
            E.E.Resource != ResourceKind::Semaphore && E.Expr == W.Blocking->Expr)
          return true;
    return false;
  }

  /// Tried again after EINTR, and nobody asks on the way.
  bool retry(const Wait &W) {
    // Signals are no concern of threads that Python did not start.
    if (!W.isOwn() || W.OnThread || W.E.Length != WaitLength::Unbounded || W.E.Signal == OnSignal::Ignores ||
        !Masks.of(W.In).mayBeMasked(W.Block, *W.At, Source::Python))
      return false;
    std::vector<LoopBlocks> Loops = loopsAround(U.Functions[W.In], W.Block);
    if (Loops.empty())
      return false;
    AfterWait After = Paths.follow(W, Outcome::Eintr);
    bool Again = std::any_of(After.Agains.begin(), After.Agains.end(), [](const struct Again &A) { return A.ForEintr; });
    if (!Again || asksIn(U.Functions[W.In], Loops.front()))
      return false;
    add(PythonDefect::RetriesUnasked, W, Certainty::Likely);
    return true;
  }

  void add(PythonDefect What, const Wait &W, Certainty Sure) {
    PythonWait P;
    P.What = What;
    P.In = W.In;
    P.At = W.At;
    P.Chain = W.E.Chain;
    P.Sure = Sure;
    Out.push_back(std::move(P));
  }

  //===--- The answer -------------------------------------------------------===//

  void ignoredAnswers(FunctionId Id) {
    const Function &F = U.Functions[Id];
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (asks(E) && E.E.Sure == Certainty::Definite && isWholeStatement(E) && !isTested(F, E.Site.Result) &&
            !testsLater(F, E)) {
          PythonWait P;
          P.What = PythonDefect::IgnoresAnswer;
          P.In = Id;
          P.At = &E;
          Out.push_back(std::move(P));
        }
  }

  /// The call is a statement of its own, or all that is seen of a macro.
  static bool isWholeStatement(const Event &E) {
    return E.Stmt.isValid() && E.Stmt.Begin == E.Expr.Begin && E.Stmt.End <= E.Expr.End + 1;
  }

  static bool isTested(const Function &F, const Place &Result) {
    for (const Block &B : F.Blocks) {
      for (const Edge &E : B.Successors)
        if (E.When && E.When->Subject == Result)
          return true;
      for (const Event &E : B.Events)
        if (!Result.isNone() && (E.Other == Result || (E.Kind == EventKind::Return && E.Subject == Result)))
          return true;
    }
    return false;
  }

  /// Some call without arguments is tested afterwards: whether an error is set.
  static bool testsLater(const Function &F, const Event &Asked) {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call && E.Site.Args.empty() && E.Expr.File == Asked.Expr.File &&
            E.Expr.Begin > Asked.Expr.Begin && isTested(F, E.Site.Result))
          return true;
    return false;
  }

  const Unit &U;
  const std::vector<Wait> &Waits;
  const CallSites &Calls;
  WaitFollower &Paths;
  MaskCache &Masks;
  std::vector<PythonWait> &Out;
  std::vector<bool> Asks, Entry;
  std::map<std::pair<FunctionId, const Event *>, bool> Held;
};

} // namespace

void findPythonWaits(const Unit &U, const std::vector<Wait> &Waits, const CallSites &Calls,
                     WaitFollower &Paths, MaskCache &Masks, std::vector<PythonWait> &Out) {
  Finder(U, Waits, Calls, Paths, Masks, Out).run();
}

} // namespace asyncsafe
