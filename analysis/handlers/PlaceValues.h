//===- PlaceValues.h - Values of places: constants and functions -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes what the places of one function may hold: a function, an integer (or some of its bits), or
// the value that another place had on entry. Enough to follow a handler and its flags through a struct.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_PLACEVALUES_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_PLACEVALUES_H

#include "effects/Graph.h"

#include <map>

namespace asyncsafe {

/// An order for places: roots by their identity, not by their attributes.
struct PlaceOrder {
  bool operator()(const Place &A, const Place &B) const;
};

/// One value that a place may hold.
struct PlaceValue {
  enum class Kind : uint8_t {
    Integer,  ///< Ones and Zeros are the bits known to be set and not; none: anything
    Function, ///< F
    Entry,    ///< what From held on entry, or its address
  };
  Kind K = Kind::Integer;
  int64_t Ones = 0, Zeros = 0;
  CalleeId F = NoId;
  Place From;

  static PlaceValue unknown() { return {}; }
  static PlaceValue integer(int64_t C);
  static PlaceValue function(CalleeId F);
  static PlaceValue entry(Place From);
  std::optional<int64_t> constant() const;
  bool operator==(const PlaceValue &V) const;
};

/// All values that it may hold, over all paths.
using PlaceValues = std::vector<PlaceValue>;
/// Adds new values; beyond a few, the place is unknown.
bool addValues(PlaceValues &Into, const PlaceValues &From);
std::optional<int64_t> onlyConstant(const PlaceValues &Values);

class PlaceState {
public:
  /// The stored value hides the entry value; a zeroed whole has zero parts.
  PlaceValues read(const Place &P) const;
  /// \p P holds one of \p Values, and nothing is known of its parts.
  void write(const Place &P, PlaceValues Values);
  void forget(const Place &P) { write(P, {PlaceValue::unknown()}); }
  /// Applies the Assign event \p E, with its places in canonical form.
  void assign(const Place &To, const Place &From, const Event &E);
  /// Joins by union; true if the state changed.
  bool join(const PlaceState &From);

  std::map<Place, PlaceValues, PlaceOrder> Known;

private:
  bool knowsWholeOf(const Place &P) const;
};

} // namespace asyncsafe

#endif
