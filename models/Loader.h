//===- Loader.h - Model files to rows ---------------------------*- C++ -*-===//
//
// Decides what a model file may say (the same as models/schema.json, and what a
// schema cannot say), and how rows of several files become one set.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_LOADER_H
#define ASYNCSAFE_MODELS_LOADER_H

#include "models/Models.h"

namespace asyncsafe {

/// A row as its file says it, before it meets rows of the same name.
struct LoadedRow {
  ModelRow Row;
  bool Refines = false;
  /// Flags that the row sets one way or the other; unset, it leaves a refined
  /// row's as it is.
  std::optional<bool> NoThrow, NoReturn, NeverSuspends;
};

/// Takes files in order, collects every error, and makes a set if there is none.
class ModelLoader {
public:
  /// \param File what an error calls it.
  void add(std::string_view File, std::string_view Text, bool User);
  void fail(std::string_view File, std::string Reason);
  /// Null if there was an error in any file.
  std::shared_ptr<const ModelSet> finish(std::vector<ModelError> &Errors);

private:
  std::vector<ModelError> Errors;
  std::vector<LoadedRow> Rows;
  std::vector<std::pair<std::string, MacroRole>> Macros;
  std::vector<LockShape> Shapes;
  std::map<std::string, HandlerRule> HandlerRules;
  std::unordered_map<std::string, std::vector<KnownOutcome>> Outcomes;
  uint64_t Fingerprint = 14695981039346656037ull; // FNV-1a's offset basis
  void hash(std::string_view Bytes);
};

} // namespace asyncsafe

#endif
