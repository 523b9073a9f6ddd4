//===- PlaceTable.h - Places as small numbers -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the identity of places within one function's analysis: equal paths get
// equal ids, and a path through a pointer whose value is known is replaced by
// the path it points to, so that `guard.mu_->` and `mutex` are one place.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_PLACETABLE_H
#define ASYNCSAFE_ANALYSIS_STEPS_PLACETABLE_H

#include "effects/Effect.h"

#include <unordered_map>
#include <vector>

namespace asyncsafe {

using PlaceId = uint32_t;
inline constexpr PlaceId NoPlace = ~0u;

class PlaceTable {
public:
  /// The id of \p P with known pointers resolved; NoPlace for None.
  PlaceId intern(const Place &P);
  const Place &operator[](PlaceId Id) const { return Places[Id]; }
  size_t size() const { return Places.size(); }

  /// Records that \p Pointer holds \p Value wherever it is read.  A second,
  /// different value makes the pointer unknown again.  Call before interning.
  void learn(const Place &Pointer, const Place &Value);
  /// \p P with its longest known prefix replaced; the same if there is none.
  Place resolved(const Place &P) const;

private:
  std::vector<Place> Places;
  std::unordered_map<Place, PlaceId, PlaceHash> Ids;
  std::unordered_map<Place, Place, PlaceHash> Values; ///< None: contradictory
};

/// A handle stored here stays the function's own business: a local variable, a
/// temporary, or a field of a local object.
bool isFunctionOwn(const Place &P);

/// A small ordered set of places.
class PlaceSet {
public:
  bool contains(PlaceId P) const;
  bool insert(PlaceId P); ///< true if new
  void erase(PlaceId P);
  bool merge(const PlaceSet &O); ///< true if it grew
  void clear() { Ids.clear(); }
  bool empty() const { return Ids.empty(); }
  size_t size() const { return Ids.size(); }
  auto begin() const { return Ids.begin(); }
  auto end() const { return Ids.end(); }
  bool operator==(const PlaceSet &O) const { return Ids == O.Ids; }

private:
  std::vector<PlaceId> Ids;
};

} // namespace asyncsafe

#endif
