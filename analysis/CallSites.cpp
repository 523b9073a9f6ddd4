//===- CallSites.cpp - Who calls whom, and who starts threads -------------===//

#include "analysis/CallSites.h"

#include <algorithm>

namespace asyncsafe {

static bool isParameter(const Place &P) {
  return P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf;
}

CallSites::CallSites(const Unit &U) : Callees(U.Functions.size()), Callers(U.Functions.size()) {
  std::vector<std::pair<FunctionId, const Effect *>> HandedIn;
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
        if (E.Kind == EventKind::Call || E.Kind == EventKind::Destroy)
          Runs(E.Site.Callee);
        if (E.Kind != EventKind::Effect)
          continue;
        for (auto &[Argument, Id] : E.Site.FunctionArgs) {
          if (E.E.Kind == EffectKind::RunsCallback)
            Runs(Id);
          if (E.E.Kind == EffectKind::RunsOnThread && U.Callees[Id].Body != NoId)
            Threads.push_back({U.Callees[Id].Body, F, &E, E.E.Other});
        }
        if (E.E.Kind == EffectKind::RunsOnThread && isParameter(E.E.Subject))
          HandedIn.push_back({F, &E.E});
      }
    }
  for (auto &[F, E] : HandedIn)
    handedIn(U, F, E->Subject.Index, E->Other, 0);
}

/// Who passes a body on in more steps than this is not looked for.
static constexpr unsigned MaxSteps = 4;

void CallSites::handedIn(const Unit &U, FunctionId In, unsigned Parameter, const Place &Handle, unsigned Depth) {
  if (Depth == MaxSteps)
    return;
  for (const CallEdge &Call : Callers[In]) {
    const CallSite &Site = Call.At->Site;
    Place Outer = Handle;
    if (Handle.Root == Place::RootKind::Param)
      Outer = Handle.Index < Site.Args.size() ? Handle.substituted(Site.Args[Handle.Index]) : Place();
    for (auto &[Argument, Id] : Site.FunctionArgs)
      if (Argument == Parameter && U.Callees[Id].Body != NoId)
        Threads.push_back({U.Callees[Id].Body, Call.From, Call.At, Outer});
    if (Parameter < Site.Args.size() && isParameter(Site.Args[Parameter]) && Call.From != In)
      handedIn(U, Call.From, Site.Args[Parameter].Index, Outer, Depth + 1);
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
