//===- FixIts.h - Edits that are safe to make --------------------*- C++ -*-===//
//
// Decides when a finding can be mended mechanically, and how.  Returns no edit
// wherever thought is needed.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_FIXITS_H
#define ASYNCSAFE_CHECKS_FIXITS_H

#include "checks/Check.h"

namespace asyncsafe {

/// `m.lock(); … m.unlock();` in one block becomes a guard.
std::vector<UnitEdit> replaceByGuard(const Exposure &X, const Unit &U);

/// A name for a guard in \p F that hides no local, no field of its class and no global, "" if none is left;
/// \p Earlier guards of the function have names already.
std::string guardName(const Function &F, const Unit &U, unsigned Earlier = 0);

/// "std::lock_guard lock(m);", with the class of the lock named before C++17.
std::string guardDeclaration(const std::string &Class, const std::string &Name, const std::string &Lock,
                             const Unit &U);

/// The declaration of the owner moves up to right behind the acquisition.
std::vector<UnitEdit> moveOwnerUp(const Exposure &X, const Unit &U);

/// Two adjacent statements change places, where the second is a plain store.
std::vector<UnitEdit> swapStatements(const Event &First, const Event &Second);

} // namespace asyncsafe

#endif
