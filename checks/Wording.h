//===- Wording.h - How findings speak ---------------------------*- C++ -*-===//
//
// Decides the words that the exposure checks share: the name of a resource, what
// happens at a point, and the notes of its path.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_WORDING_H
#define ASYNCSAFE_CHECKS_WORDING_H

#include "checks/Check.h"

namespace asyncsafe {

/// 'text'
std::string quoted(std::string_view Text);

/// A finding at the acquisition, as sure as its exposure; no words yet.
Draft findingAt(const Reporter &Out, const CheckInfo &Info, const Exposure &X);

/// The function that an event calls, as a message names it: "'accept'".
std::string waiterName(const Event &E, const Unit &U);

/// "for up to 30 s", "for up to 5 min", "forever".
std::string limitName(int64_t Nanoseconds);

/// Where a call that leads to a wait ends up waiting.
void addWaitChain(const std::vector<Effect::ChainLink> &Chain, Draft &F);

/// "lock 'm'", "file descriptor 'fd'", "this memory".
std::string resourceName(const Exposure &X);

/// As a main clause: "'parse' may throw 'std::runtime_error'".
std::string pointClause(const ExposedPoint &P, const Unit &U);

/// After "if": "'parse' throws", "the thread is cancelled in 'read'".
std::string pointCondition(const ExposedPoint &P, const Unit &U);

/// Appends a note for each point (at most five, then a count), the call chain
/// that makes it one below it.
void addPointNotes(const Exposure &X, const Unit &U, Draft &F);

/// The surest point, rather no mere shortage of memory: the one that the message names.
const ExposedPoint &leadingPoint(const Exposure &X);

/// What is lost when the function is left with the resource held.
void addConsequence(const Exposure &X, Draft &F);

/// Of a cancellation: where the thread starts, how it comes to the function, and who cancels it.
void addCancelNotes(FunctionId In, Source Why, const UnitFacts &Facts, Draft &F);
void addCancelNotes(const Exposure &X, const UnitFacts &Facts, Draft &F);

/// One line with the way out, for this resource, source and language.
std::string wayOut(const Exposure &X, const Unit &U);

} // namespace asyncsafe

#endif
