//===- CallSites.cpp - Who calls whom, and who starts threads -------------===//

#include "analysis/CallSites.h"

#include <algorithm>

namespace asyncsafe {

CallSites::CallSites(const Unit &U) : Callees(U.Functions.size()), Callers(U.Functions.size()) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (BlockId B = 0; B < U.Functions[F].Blocks.size(); ++B) {
      const std::vector<Event> &Events = U.Functions[F].Blocks[B].Events;
      for (unsigned I = 0; I < Events.size(); ++I) {
        const Event &E = Events[I];
        auto Runs = [&](CalleeId Id) {
          if (Id == NoId || U.Callees[Id].Body == NoId)
            return;
          Callees[F].push_back({F, U.Callees[Id].Body, B, I, &E});
          Callers[U.Callees[Id].Body].push_back(Callees[F].back());
        };
        if (E.kind() == EventKind::Call || E.kind() == EventKind::Destroy)
          Runs(E.site().Callee);
        if (E.kind() != EventKind::Effect)
          continue;
        for (auto &[Argument, Id] : E.site().FunctionArgs) {
          if (E.effect().Kind == EffectKind::RunsCallback)
            Runs(Id);
          if (E.effect().Kind == EffectKind::RunsOnThread && U.Callees[Id].Body != NoId)
            Threads.push_back({U.Callees[Id].Body, F, &E});
        }
      }
    }
}

std::vector<bool> CallSites::onThreads() const {
  std::vector<bool> Marked(Callees.size());
  for (const ThreadStart &T : Threads)
    Marked[T.Body] = true;
  spread(Marked);
  return Marked;
}

bool CallSites::startsThread(FunctionId F) const {
  return std::any_of(Threads.begin(), Threads.end(), [&](const ThreadStart &T) { return T.Body == F; });
}

void CallSites::spread(std::vector<bool> &Marked) const {
  std::vector<FunctionId> Work;
  for (FunctionId F = 0; F < Marked.size(); ++F)
    if (Marked[F])
      Work.push_back(F);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (const CallEdge &E : Callees[F])
      if (!Marked[E.To]) {
        Marked[E.To] = true;
        Work.push_back(E.To);
      }
  }
}

std::vector<bool> CallSites::reachedFrom(FunctionId F) const {
  std::vector<bool> Marked(Callees.size());
  Marked[F] = true;
  spread(Marked);
  return Marked;
}

} // namespace asyncsafe
