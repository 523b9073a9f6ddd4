//===- HandleWaits.cpp - Infinite waits on one handle ---------------------===//

#include "analysis/threads/HandleWaits.h"

#include "analysis/threads/StopPaths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// INFINITE: a limit that no other platform has.
constexpr Predicate Infinite{Predicate::Op::EQ, 0xffffffff};

class Finder {
public:
  Finder(const Unit &U, const std::vector<Wait> &Waits, const CallSites &Calls, const Deeds &Does,
         std::vector<HandleWait> &Out)
      : U(U), Waits(Waits), Calls(Calls), Does(Does), Paths(U, Calls, Does), Out(Out) {}

  void run() {
    for (const ThreadStart &T : Calls.threads()) {
      std::vector<bool> Here = Calls.reachedFrom(T.Body);
      for (const Wait &W : Waits)
        // What the thread gives back itself is a mutex.
        if (Here[W.In] && W.isOwn() && isAlone(W) && !isReported(W) && !Does.of(T.Body).Wakes.count(sharedKey(W.E.Subject)))
          wait(W, Here);
    }
  }

private:
  /// One handle, for ever, and no APC can end it.
  static bool isAlone(const Wait &W) {
    const Place &On = W.E.Subject;
    bool Several = std::any_of(On.Path.begin(), On.Path.end(),
                               [](const Projection &P) { return P.K == Projection::Kind::Index; });
    bool Condition = !On.Path.empty() && On.Path.back().K == Projection::Kind::Deref;
    return W.E.Length == WaitLength::Unbounded && W.E.Sure == Certainty::Definite && W.E.Forever &&
           *W.E.Forever == Infinite && !Several && !Condition && sharedKey(On);
  }

  bool isReported(const Wait &W) const {
    return std::any_of(Out.begin(), Out.end(), [&](const HandleWait &H) { return H.Wait == W.At; });
  }

  void wait(const Wait &W, const std::vector<bool> &Here) {
    SharedKey On = sharedKey(W.E.Subject);
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      if (Here[F])
        continue;
      for (BlockId B = 0; B < U.Functions[F].Blocks.size(); ++B)
        for (unsigned I = 0; I < U.Functions[F].Blocks[B].Events.size(); ++I) {
          const Event &E = U.Functions[F].Blocks[B].Events[I];
          if (E.Kind != EventKind::Effect || E.E.Kind != EffectKind::Wake)
            continue;
          SharedKey Stop = sharedKey(E.E.Subject);
          if (!Stop || Stop == On || !isKnown(Stop, On, Here))
            continue;
          StopPath P = Paths.of(F, B, I);
          if (!P.Join || P.Does.Wakes.count(On) || P.Does.reaches(On) || P.Does.mayWakeAnything() ||
              P.Does.CallsUnknown || sharedKey(P.Join->E.Subject) == On)
            continue;
          HandleWait H;
          H.In = W.In;
          H.Wait = W.At;
          H.Set = &E;
          H.Join = P.Join;
          H.On = W.E.Subject;
          H.Stop = E.E.Subject;
          Out.push_back(std::move(H));
          return;
        }
    }
  }

  /// The thread mentions it.
  bool isKnown(const SharedKey &Stop, const SharedKey &On, const std::vector<bool> &Here) const {
    auto Is = [&](const Place &P) { return sharedKey(P) == Stop; };
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (Here[F])
        for (const Block &B : U.Functions[F].Blocks) {
          for (const Event &E : B.Events)
            // What the thread sets itself tells others something.
            if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Wake)
              continue;
            else if (Is(E.Subject) || Is(E.Other) || Is(E.E.Subject) ||
                std::any_of(E.Site.Args.begin(), E.Site.Args.end(), Is))
              return true;
          for (const Edge &E : B.Successors)
            if (E.When && Is(E.When->Subject))
              return true;
        }
    return isNamedForStopping(Stop, On);
  }

  /// A poll without waiting is no event of the graph: the name is all that is left.
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
  const CallSites &Calls;
  const Deeds &Does;
  StopPaths Paths;
  std::vector<HandleWait> &Out;
};

} // namespace

void findHandleWaits(const Unit &U, const std::vector<Wait> &Waits, const CallSites &Calls, const Deeds &Does,
                     std::vector<HandleWait> &Out) {
  Finder(U, Waits, Calls, Does, Out).run();
}

} // namespace asyncsafe
