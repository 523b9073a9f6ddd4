//===- Wording.h - Wording of findings about exposures ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The wording that exposure checks share: the name of a resource, the event at a point, and the notes of
// its path.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_WORDING_H
#define ASYNCSAFE_CHECKS_WORDING_H

#include "checks/Check.h"

namespace asyncsafe {

/// 'text'
std::string quoted(std::string_view Text);

/// A finding at the acquisition, as certain as its exposure, without text.
Draft findingAt(const Reporter &Out, const CheckInfo &Info, const Exposure &X);

/// The name of the function that an event calls, for messages: "'accept'".
std::string waiterName(const Event &E, const Unit &U);

/// "for up to 30 s", "for up to 5 min", "forever".
std::string limitName(int64_t Nanoseconds);

/// The function in which a call chain finally waits.
void addWaitChain(const std::vector<Effect::ChainLink> &Chain, Draft &F);

/// "lock 'm'", "file descriptor 'fd'", "this memory".
std::string resourceName(const Exposure &X);

/// As a main clause: "'parse' may throw 'std::runtime_error'".
std::string pointClause(const ExposedPoint &P, const Unit &U);

/// After "if": "'parse' throws", "the thread is cancelled in 'read'".
std::string pointCondition(const ExposedPoint &P, const Unit &U);

/// Appends a note for each point (at most five, then a count), followed by the call chain that makes it
/// a point.
void addPointNotes(const Exposure &X, const Unit &U, Draft &F);

/// The most certain point, preferably not a mere shortage of memory: the message names it.
const ExposedPoint &leadingPoint(const Exposure &X);

/// What is lost when the function is left with the resource held.
void addConsequence(const Exposure &X, Draft &F);

/// For a cancellation: where the thread starts, the calls to the function, and the cancelling call.
void addCancelNotes(FunctionId In, Source Why, const UnitFacts &Facts, Draft &F);
void addCancelNotes(const Exposure &X, const UnitFacts &Facts, Draft &F);

/// One line that advises a fix for this resource, source and language.
std::string wayOut(const Exposure &X);

} // namespace asyncsafe

#endif
