//===- HandlerWording.h - Wording of findings about handlers ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The wording that checks of signal handlers share: the name of a handler, and the notes that lead from
// its installation to the point.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_HANDLERWORDING_H
#define ASYNCSAFE_CHECKS_HANDLERWORDING_H

#include "checks/Check.h"

namespace asyncsafe {

/// The name for messages, in quotes: a lambda has no name.
std::string functionName(const Unit &U, FunctionId F);
/// A finding about a signal, without text.
Draft signalFinding(const Reporter &Out, const CheckInfo &Info, const SourceRange &Where, Certainty Sure);

/// "the handler of SIGTERM", "a signal handler".
std::string handlerOf(const UnitFacts &Facts, const HandlerRun &R);

/// "a SIGTERM", "a signal".
std::string signalOf(const UnitFacts &Facts, const HandlerRun &R);

/// Where the handler is installed, and each call from it down to \p R.
void addHandlerNotes(const UnitFacts &Facts, const HandlerRun &R, Draft &F);

/// Where the handler is installed.
void addInstallNote(const UnitFacts &Facts, const HandlerRun &R, Draft &F);

/// The object's name as its user writes it, without the object that contains it.
std::string objectName(const Unit &U, ObjectId O);

} // namespace asyncsafe

#endif
