//===- PythonLoops.cpp - Loops that never check for signals ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/python/LoopExits.h"
#include "analysis/python/PythonWaits.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const PythonCode &Code, WaitFollower &Paths, const UnitWaits &Facts, std::vector<PythonWait> &Out)
      : U(*Facts.Of), Code(Code), Paths(Paths), Out(Out), Stored(*Facts.Calls) {
    for (const Wait &W : Facts.Waits)
      if (!W.Nonblocking && !takesLock(U, W))
        Waits[W.In].push_back(&W);
    for (const PythonWait &P : Out)
      Said.insert(P.At);
    for (const HandlerWrite &W : Facts.HandlerWrites)
      Handled.insert(W.Object);
  }

  void run() {
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (Code.isReached(F) && !U.Functions[F].System)
        for (const LoopBlocks &L : loopsOf(U.Functions[F]))
          loop(F, L);
  }

private:
  void loop(FunctionId F, const LoopBlocks &L) {
    Asks Asked = Code.asks(F, L);
    if (Asked == Asks::Surely || isSaid(F, L))
      return;
    std::vector<const Wait *> Inside;
    for (const Wait *W : Waits[F])
      if (std::binary_search(L.begin(), L.end(), W->Block))
        Inside.push_back(W);
    LoopExits Exits = exitsOf(U, U.Functions[F], L, Inside, Stored);
    // The extension's own handler can end it.
    if (!Exits.OnlyOthers || std::any_of(Exits.Shared.begin(), Exits.Shared.end(),
                                         [&](ObjectId O) { return Handled.count(O) != 0; }))
      return;
    Certainty Sure = Asked == Asks::Never && !Exits.OnCallee ? Certainty::Likely : Certainty::Unknown;
    if (Inside.empty())
      return spins(F, L, Exits);
    for (const Wait *W : Inside) {
      std::optional<Certainty> KeepsLooping = keepsLooping(*W, Exits);
      if (!KeepsLooping)
        return;
      Sure = std::min(Sure, *KeepsLooping);
    }
    // One wait that certainly blocks is enough.
    const Wait &Surest = **std::max_element(
        Inside.begin(), Inside.end(), [](const Wait *A, const Wait *B) { return A->E.Sure < B->E.Sure; });
    // A wait that may be on a file, and an exit decided by a callee: that is how data is read.
    if (Surest.E.Sure != Certainty::Unknown || !Exits.OnCallee)
      add(PythonDefect::LoopsUnasked, F, *Surest.At, Surest.E.Why->Chain, std::min(Sure, Surest.E.Sure));
  }

  bool isSaid(FunctionId F, const LoopBlocks &L) const {
    for (BlockId B : L)
      for (const Event &E : U.Functions[F].Blocks[B].Events)
        if (Said.count(&E))
          return true;
    return false;
  }

  /// A signal does not end the loop through this wait; with certainty.
  std::optional<Certainty> keepsLooping(const Wait &W, const LoopExits &Exits) const {
    // A wait retried in its own loop has been judged there; a wait that ends by itself is harmless.
    if (W.TriesAgain || W.E.Wait->EndsItself)
      return std::nullopt;
    bool Bounded = W.E.Wait->Length == WaitLength::Bounded;
    if (W.E.Wait->Signal == OnSignal::Ignores) {
      // How the call reports a timeout is unknown.
      if (Bounded && Exits.Results.count(W.At))
        return std::nullopt;
      // Without a limit, other code is expected to wake it.
      return Bounded ? Certainty::Likely : Certainty::Unknown;
    }
    if (Paths.follow(W, Outcome::Eintr).Agains.empty() ||
        (Bounded && Paths.follow(W, Outcome::TimedOut).Agains.empty()))
      return std::nullopt;
    return Certainty::Likely;
  }

  /// A loop without a wait: other code may set the flag at any moment.
  void spins(FunctionId F, const LoopBlocks &L, const LoopExits &Exits) {
    if (Exits.Shared.empty())
      return;
    for (BlockId B : L)
      for (const Event &E : U.Functions[F].Blocks[B].Events)
        if (E.kind() == EventKind::Read && Exits.Shared.count(E.subject().Object))
          return add(PythonDefect::SpinsUnasked, F, E, {}, Certainty::Unknown);
  }

  void add(PythonDefect What, FunctionId F, const Event &At, std::vector<Effect::ChainLink> Chain,
           Certainty Sure) {
    Said.insert(&At);
    Out.push_back({What, F, &At, /*Drop=*/nullptr, std::move(Chain), Sure});
  }

  const Unit &U;
  const PythonCode &Code;
  WaitFollower &Paths;
  std::vector<PythonWait> &Out;
  StoredObjects Stored;
  std::map<FunctionId, std::vector<const Wait *>> Waits;
  std::set<const Event *> Said; ///< already reported
  std::set<ObjectId> Handled;   ///< stored to by signal handlers
};

} // namespace

void findPythonLoops(const PythonCode &Code, WaitFollower &Paths, const UnitWaits &Facts,
                     std::vector<PythonWait> &Out) {
  Finder(Code, Paths, Facts, Out).run();
}

} // namespace asyncsafe
