//===- FixIts.h - Safe edits ------------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a finding can be fixed mechanically, and the edits. Returns no edit if judgement is
// needed.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_FIXITS_H
#define ASYNCSAFE_CHECKS_FIXITS_H

#include "checks/Check.h"

namespace asyncsafe {

/// `m.lock(); … m.unlock();` in one block becomes a guard.
std::vector<UnitEdit> replaceByGuard(const Exposure &X, const Unit &U);

/// A name for a guard in \p F that hides no local, field of its class or global; "" if all candidates
/// are taken. \p Earlier guards of the function have names already.
std::string guardName(const Function &F, const Unit &U, unsigned Earlier = 0);

/// "std::lock_guard lock(m);", before C++17 with the class of the lock.
std::string guardDeclaration(const std::string &Class, const std::string &Name, const std::string &Lock,
                             const Unit &U);

/// `pthread_mutex_lock(&m); … pthread_mutex_unlock(&m);` in one block gets a cleanup handler. The macros make
/// a block of what is between them, so nothing may jump into or out of it, or use later what it declares.
std::vector<UnitEdit> pushCleanup(const Exposure &X, const Unit &U);

/// Moves the declaration of the owner up to directly after the acquisition.
std::vector<UnitEdit> moveOwnerUp(const Exposure &X, const Unit &U);

/// Swaps two adjacent statements, the second of which is a plain store.
std::vector<UnitEdit> swapStatements(const Event &First, const Event &Second);

} // namespace asyncsafe

#endif
