//===- FilledBefore.h - Values set before a handler runs --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which variables and fields are non-empty when a handler is installed: on each path to the
// installation they have been filled if they were empty, and they are emptied only together with the
// object that they belong to. `if (!name) name = look_up();` then does no look-up in that handler.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_FILLEDBEFORE_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_FILLEDBEFORE_H

#include "analysis/handlers/HandlerFacts.h"

#include <map>
#include <optional>
#include <set>

namespace asyncsafe {

class FilledBefore {
public:
  explicit FilledBefore(const Callees &Calls);

  /// \p C holds only if a place is empty that is filled when \p H is installed.
  bool contradicts(const HandlerInstall &H, const Condition &C);

private:
  /// What the program does with an object.
  struct Uses {
    bool IsEmptied = false;       ///< somewhere, or may be
    std::set<FunctionId> Storing; ///< what fills it
    /// What fills it on each path that leaves the function, by itself or by what it calls.
    std::optional<std::set<FunctionId>> Filling;
    bool TooMany = false; ///< to tell
  };

  void findStores();
  /// Uses::Filling of \p O; null: too many to tell.
  const std::set<FunctionId> *filling(ObjectId O);
  bool fills(const Event &E, ObjectId O, const std::set<FunctionId> &Filling) const;
  bool alwaysFills(FunctionId F, ObjectId O, const std::set<FunctionId> &Filling) const;
  /// The events of \p F that a path from its entry comes to on which \p O is empty: effects, and calls.
  const std::set<const Event *> &metEmpty(FunctionId F, ObjectId O);
  /// No path comes to \p At, of \p F, on which \p O is empty.
  bool isFilledAt(FunctionId F, const Event *At, ObjectId O);
  bool isFilledAtEntry(FunctionId F, ObjectId O);

  const Callees &Calls;
  const Unit &U;
  std::vector<bool> InSight;               ///< by function: all its callers are known
  std::optional<std::vector<Uses>> Stores; ///< by object
  std::map<std::pair<FunctionId, ObjectId>, std::set<const Event *>> Met;
  std::map<std::pair<FunctionId, ObjectId>, bool> AtEntry;
  size_t Spent = 0; ///< functions that were looked at for some value
};

} // namespace asyncsafe

#endif
