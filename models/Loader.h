//===- Loader.h - Reading of model files ------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Validates model files (by models/schema.json, and by rules beyond a schema) and merges the rows of
// several files into one set.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_LOADER_H
#define ASYNCSAFE_MODELS_LOADER_H

#include "models/Models.h"

namespace asyncsafe {

/// A row as its file defines it, before it is merged with rows of the same name.
struct LoadedRow {
  ModelRow Row;
  bool Refines = false;
  /// Flags that the row sets explicitly; if unset, a refined row keeps its own.
  std::optional<bool> NoThrow, NoReturn, NeverSuspends;
};

/// Reads files in order, collects all errors, and builds a set if there are none.
class ModelLoader {
public:
  /// \param File the name of the file in errors.
  void add(std::string_view File, std::string_view Text, bool User);
  void fail(std::string_view File, std::string Reason);
  /// Null if any file has an error.
  std::shared_ptr<const ModelSet> finish(std::vector<ModelError> &Errors);

private:
  std::vector<ModelError> Errors;
  std::vector<LoadedRow> Rows;
  std::vector<std::pair<std::string, MacroRole>> Macros;
  std::vector<LockShape> Shapes;
  std::map<std::string, HandlerRule> HandlerRules;
  std::unordered_map<std::string, std::vector<KnownOutcome>> Outcomes;
  std::set<std::string> Mistakes;
  uint64_t Fingerprint = 14695981039346656037ull; // FNV-1a's offset basis
  void hash(std::string_view Bytes);
};

} // namespace asyncsafe

#endif
