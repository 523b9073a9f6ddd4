//===- UnsetFlags.cpp - Handlers installed with uninitialised flags -------===//

#include "analysis/handlers/UnsetFlags.h"

#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// A variable of the function itself that only has stores to other fields: it is neither copied nor
/// passed to a call as a whole.
bool isNeverSet(const Function &F, const Place &Flags, const Event &Install) {
  Place Object = Flags;
  Object.Path.clear();
  if (Flags.Root != Place::RootKind::Local || Flags.Path.size() != 1 ||
      !std::binary_search(F.LocalIds.begin(), F.LocalIds.end(), Flags.Index))
    return false;
  bool Set = false, Handler = false;
  auto IsWhole = [&](Place P) {
    P.AddressOf = false;
    return P == Object;
  };
  forEachEvent(F, [&](Position, const Event &E) {
    if (E.kind() == EventKind::Assign) {
      Set |= E.subject().startsWith(Flags) || E.subject() == Object || IsWhole(E.other());
      Handler |= E.subject() == Install.effect().Subject;
    }
    if (E.Expr == Install.Expr)
      return;
    Set |= IsWhole(E.site().This) || std::any_of(E.site().Args.begin(), E.site().Args.end(),
                                                 [&](const Place &A) { return IsWhole(A); });
  });
  return Handler && !Set;
}

} // namespace

std::vector<UnsetFlags> findUnsetFlags(const Unit &U, const std::vector<HandlerInstall> &Handlers) {
  std::vector<UnsetFlags> Out;
  for (unsigned I = 0; I < Handlers.size(); ++I) {
    const HandlerInstall &H = Handlers[I];
    const Function &F = U.Functions[H.In];
    // One call has an effect for each possible name of the field.
    forEachEvent(F, [&](Position, const Event &E) {
      bool Known = std::any_of(Out.begin(), Out.end(), [&](const UnsetFlags &X) {
        return Handlers[X.Install].At->Expr == H.At->Expr;
      });
      if (!Known && E.is(EffectKind::RegisterHandler) && E.Expr == H.At->Expr &&
          isNeverSet(F, E.effect().Owner, E))
        Out.push_back({I, E.effect().Owner});
    });
  }
  return Out;
}

} // namespace asyncsafe
