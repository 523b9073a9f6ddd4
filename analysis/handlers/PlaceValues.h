//===- PlaceValues.h - What places hold: constants and functions -*- C++ -*-===//
//
// Decides what is known of the values in the places of one function: a function, an
// integer (or some of its bits), or what another place held when the function was
// entered.  Enough to follow a handler and its flags through a struct.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_PLACEVALUES_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_PLACEVALUES_H

#include "effects/Graph.h"

#include <map>

namespace asyncsafe {

/// An order for places: roots by what identifies them, not by what decorates them.
struct PlaceOrder {
  bool operator()(const Place &A, const Place &B) const;
};

/// One thing that a place may hold.
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

/// Everything that it may hold, on one path or another.
using PlaceValues = std::vector<PlaceValue>;
/// Adds what is new; past a few, everything is unknown.
bool addValues(PlaceValues &Into, const PlaceValues &From);
std::optional<int64_t> onlyConstant(const PlaceValues &Values);

class PlaceState {
public:
  /// What is stored wins over what came in; a whole that was zeroed has zero parts.
  PlaceValues read(const Place &P) const;
  /// \p P holds one of \p Values, and its parts nothing that was known.
  void write(const Place &P, PlaceValues Values);
  void forget(const Place &P) { write(P, {PlaceValue::unknown()}); }
  /// What the Assign event \p E does, with its places already put in the form that is known here.
  void assign(const Place &To, const Place &From, const Event &E);
  /// The values change by the union; true if they do.
  bool join(const PlaceState &From);

  std::map<Place, PlaceValues, PlaceOrder> Known;

private:
  bool knowsWholeOf(const Place &P) const;
};

} // namespace asyncsafe

#endif
