//===- UnsetFlags.cpp - Handlers installed with uninitialised flags -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/UnsetFlags.h"

#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

namespace {

/// Where an expression stands.
using Spot = std::tuple<FileId, uint32_t, uint32_t>;
Spot spotOf(const Event &E) { return {E.Expr.File, E.Expr.Begin, E.Expr.End}; }

/// What a function does with the objects that it makes.
class Stores {
public:
  explicit Stores(const Function &F) : F(F) {
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign) {
        Stored.insert(E.subject());
        Begun.insert(shortened(E.subject(), 1));
        Begun.insert(whole(E.other()));
      }
      Used[whole(E.site().This)].insert(spotOf(E));
      for (const Place &A : E.site().Args)
        Used[whole(A)].insert(spotOf(E));
      if (E.is(EffectKind::RegisterHandler))
        Installs[spotOf(E)].push_back(&E);
    });
  }

  /// One call has an effect for each name that the fields can have.
  const std::vector<const Event *> &installedAt(const Event &E) { return Installs[spotOf(E)]; }

  /// A variable of the function itself, and nothing but stores to its other fields is known of it: no copy,
  /// no call that is given it whole.
  bool isNeverSet(const Place &Flags, const Event &Install) const {
    if (Flags.Root != Place::RootKind::Local || Flags.Path.size() != 1 ||
        !std::binary_search(F.LocalIds.begin(), F.LocalIds.end(), Flags.Index))
      return false;
    Place Object = shortened(Flags, 0);
    if (!Stored.count(Install.effect().Subject) || Begun.count(Flags) || Begun.count(Object))
      return false;
    auto Given = Used.find(Object);
    return Given == Used.end() || (Given->second.size() == 1 && Given->second.count(spotOf(Install)));
  }

private:
  static Place shortened(const Place &P, size_t Length) {
    if (P.Path.size() <= Length)
      return P;
    Place Out = P;
    Out.Path.resize(Length);
    return Out;
  }

  /// As given to others by its address, or by its value.
  static Place whole(Place P) {
    P.AddressOf = false;
    return P;
  }

  const Function &F;
  std::unordered_set<Place, PlaceHash> Stored;
  std::unordered_set<Place, PlaceHash> Begun; ///< stored to, as far as the first step, or copied
  std::unordered_map<Place, std::set<Spot>, PlaceHash> Used; ///< by what calls are given: where
  std::map<Spot, std::vector<const Event *>> Installs;
};

} // namespace

std::vector<UnsetFlags> findUnsetFlags(const Unit &U, const std::vector<HandlerInstall> &Handlers) {
  std::vector<UnsetFlags> Out;
  std::map<FunctionId, Stores> Known;
  std::set<Spot> Told;
  for (unsigned I = 0; I < Handlers.size(); ++I) {
    const HandlerInstall &H = Handlers[I];
    Stores &Here = Known.try_emplace(H.In, U.Functions[H.In]).first->second;
    for (const Event *E : Here.installedAt(*H.At))
      if (!Told.count(spotOf(*H.At)) && Here.isNeverSet(E->effect().Owner, *E)) {
        Told.insert(spotOf(*H.At));
        Out.push_back({I, E->effect().Owner});
      }
  }
  return Out;
}

} // namespace asyncsafe
