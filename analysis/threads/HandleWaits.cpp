//===- HandleWaits.cpp - Waits that ignore a stop event -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/HandleWaits.h"

#include "analysis/threads/StopPaths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// INFINITE: a value that no other platform uses as a limit.
constexpr Predicate Infinite{Predicate::Op::EQ, 0xffffffff};

class Finder {
public:
  Finder(const Unit &U, const std::vector<Wait> &Waits, const Callees &Calls, const SideEffectSummaries &Does,
         std::vector<HandleWait> &Out)
      : U(U), Waits(Waits), Calls(Calls), Does(Does), Paths(U, Calls, Does), Out(Out) {}

  void run() {
    for (const Function &F : U.Functions)
      for (const Block &B : F.Blocks)
        for (const Event &E : B.Events)
          if (E.is(EffectKind::RunsOnThread))
            keptIn(F, E.site().Result, Threads);
    for (const ThreadStart &T : Calls.threads()) {
      std::vector<bool> Here = Calls.reachedFrom(T.Body);
      Handles = handlesOf(T);
      for (const Wait &W : Waits)
        // A handle that the thread itself releases is a mutex.
        if (Here[W.In] && W.isOwn() && isAlone(W) && !isReported(W) &&
            !Does.of(T.Body).Wakes.count(sharedKey(W.E.Subject)))
          wait(W, Here);
    }
  }

private:
  /// The variables in which the starter keeps the thread's handle.
  SharedSet handlesOf(const ThreadStart &T) const {
    SharedSet Out;
    keptIn(U.Functions[T.In], T.At->site().Result, Out);
    return Out;
  }

  static void keptIn(const Function &F, const Place &Result, SharedSet &Out) {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Assign && E.other() == Result)
          if (SharedKey Key = sharedKey(E.subject()))
            Out.insert(Key);
  }

  static bool isElement(const Place &P) {
    return std::any_of(P.Path.begin(), P.Path.end(),
                       [](const Projection &S) { return S.K == Projection::Kind::Index; });
  }

  /// The join may wait for this thread.
  bool mayJoin(const Event &Join) const {
    SharedKey Thread = sharedKey(Join.effect().Subject);
    bool KeepsObject = std::any_of(Handles.begin(), Handles.end(),
                                   [](const SharedKey &K) { return K.K == SharedKey::Kind::Object; });
    if (Handles.count(Thread))
      return true;
    // Several handles may stand for events as well as threads.
    return !Threads.count(Thread) && !isElement(Join.effect().Subject) &&
           (Thread.K != SharedKey::Kind::Object || !KeepsObject);
  }

  /// The stopping code wakes another object that the thread uses: cancelling a transfer sets its event.
  bool wakesMore(const SideEffects &Does, const SharedKey &Stop, const std::vector<bool> &Here) const {
    return std::any_of(Does.Wakes.begin(), Does.Wakes.end(),
                       [&](const SharedKey &K) { return K != Stop && isMentioned(K, Here); });
  }

  /// One handle, no timeout, and no APC can end the wait.
  bool isAlone(const Wait &W) const {
    const Place &On = W.E.Subject;
    bool Several = isElement(On);
    bool Condition = !On.Path.empty() && On.Path.back().K == Projection::Kind::Deref;
    return W.E.Wait->Length == WaitLength::Unbounded && W.E.Sure == Certainty::Definite &&
           W.E.Wait->Forever && *W.E.Wait->Forever == Infinite && !Several && !Condition && sharedKey(On) &&
           !Threads.count(sharedKey(On)); // a thread ends at some time
  }

  bool isReported(const Wait &W) const {
    return std::any_of(Out.begin(), Out.end(), [&](const HandleWait &H) { return H.Wait == W.At; });
  }

  void wait(const Wait &W, const std::vector<bool> &Here) {
    SharedKey On = sharedKey(W.E.Subject);
    std::optional<HandleWait> Found;
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      if (Here[F])
        continue;
      for (BlockId B = 0; B < U.Functions[F].Blocks.size(); ++B)
        for (unsigned I = 0; I < U.Functions[F].Blocks[B].Events.size(); ++I) {
          const Event &E = U.Functions[F].Blocks[B].Events[I];
          if (E.kind() != EventKind::Effect || E.effect().Kind != EffectKind::Wake)
            continue;
          SharedKey Stop = sharedKey(E.effect().Subject);
          if (!Stop || (Stop != On && (Found || !isKnown(Stop, On, Here))))
            continue;
          StopPath P = Paths.of(F, B, I);
          if (Stop == On && P.Join)
            return; // it waits for its stop event
          if (Stop == On || !P.Join || !mayJoin(*P.Join) || P.Does.Wakes.count(On) ||
              P.Does.Wakes.count(sharedKey(P.Join->effect().Subject)) || wakesMore(P.Does, Stop, Here) ||
              P.Does.Touches.count(On) || P.Does.mayWakeAnything() || P.Does.CallsUnknown ||
              sharedKey(P.Join->effect().Subject) == On)
            continue;
          HandleWait H;
          H.In = W.In;
          H.Wait = W.At;
          H.Set = &E;
          H.Join = P.Join;
          H.On = W.E.Subject;
          H.Stop = E.effect().Subject;
          Found = std::move(H);
        }
    }
    if (Found)
      Out.push_back(std::move(*Found));
  }

  bool isKnown(const SharedKey &Stop, const SharedKey &On, const std::vector<bool> &Here) const {
    return isMentioned(Stop, Here) || isNamedForStopping(Stop, On);
  }

  /// The thread refers to it.
  bool isMentioned(const SharedKey &Stop, const std::vector<bool> &Here) const {
    auto Is = [&](const Place &P) { return sharedKey(P) == Stop; };
    auto Mentions = [&](const Event &E) {
      // An event that the thread sets itself informs other threads.
      return !E.is(EffectKind::Wake) && (Is(E.subject()) || Is(E.other()) || Is(E.effect().Subject) ||
                                         std::any_of(E.site().Args.begin(), E.site().Args.end(), Is));
    };
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (Here[F] && (hasBranchOn(U.Functions[F], Is) || hasEvent(U.Functions[F], Mentions)))
        return true;
    return false;
  }

  /// A poll with timeout 0 is not an event of the graph, so only the name is left.
  bool isNamedForStopping(const SharedKey &Stop, const SharedKey &On) const {
    const Object *O = objectOf(Stop, U), *Other = objectOf(On, U);
    if (!O || !Other || O->Class != Other->Class)
      return false;
    std::string Name = O->Name;
    std::transform(Name.begin(), Name.end(), Name.begin(), [](unsigned char C) { return std::tolower(C); });
    for (std::string_view Word : {"stop", "quit", "exit", "shutdown", "terminate", "cancel", "abort"})
      if (Name.find(Word) != std::string::npos)
        return true;
    return false;
  }

  const Unit &U;
  const std::vector<Wait> &Waits;
  const Callees &Calls;
  const SideEffectSummaries &Does;
  StopPaths Paths;
  SharedSet Threads; ///< every thread's handle
  SharedSet Handles; ///< of the current thread
  std::vector<HandleWait> &Out;
};

} // namespace

void findHandleWaits(const Unit &U, const std::vector<Wait> &Waits, const Callees &Calls,
                     const SideEffectSummaries &Does, std::vector<HandleWait> &Out) {
  Finder(U, Waits, Calls, Does, Out).run();
}

} // namespace asyncsafe
