//===- FilledBefore.h - Values set before a handler runs --------*- C++ -*-===//
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
#include <set>

namespace asyncsafe {

class FilledBefore {
public:
  explicit FilledBefore(const Callees &Calls);

  /// \p C holds only if a place is empty that is filled when \p H is installed.
  bool contradicts(const HandlerInstall &H, const Condition &C);

private:
  void findEmptied();
  bool fills(const Event &E, ObjectId O);
  bool fills(FunctionId F, ObjectId O);
  bool isFilledAt(FunctionId F, const Event *At, ObjectId O, unsigned Depth);

  const Callees &Calls;
  const Unit &U;
  std::vector<bool> InSight; ///< by function: all its callers are known
  std::optional<std::set<ObjectId>> Emptied;
  std::map<std::pair<FunctionId, ObjectId>, bool> Fills;
  std::map<std::pair<const Event *, ObjectId>, bool> Known; ///< by installation
};

} // namespace asyncsafe

#endif
