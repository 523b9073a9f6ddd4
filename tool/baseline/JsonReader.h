//===- JsonReader.h - Reading untrusted JSON --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads back files that asyncsafe has written: every field is validated before use, and the first error
// is recorded with its JSON pointer.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_JSONREADER_H
#define ASYNCSAFE_TOOL_BASELINE_JSONREADER_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <string>
#include <vector>

namespace asyncsafe {

/// Reads the members of one object. After an error it returns empty values.
class JsonReader {
public:
  /// Parses \p File and calls \p Read with its top-level object.
  static llvm::Error readFile(llvm::StringRef File, llvm::function_ref<void(JsonReader &)> Read);

  std::string string(llvm::StringRef Key);
  unsigned number(llvm::StringRef Key);
  /// The same, but a missing member counts as empty or 0.
  std::string stringIfAny(llvm::StringRef Key);
  unsigned numberIfAny(llvm::StringRef Key);
  /// Calls \p Read with each object of an array.
  void array(llvm::StringRef Key, llvm::function_ref<void(JsonReader &)> Read);
  void arrayIfAny(llvm::StringRef Key, llvm::function_ref<void(JsonReader &)> Read);
  /// An array of strings; empty if missing.
  std::vector<std::string> stringsIfAny(llvm::StringRef Key);
  void object(llvm::StringRef Key, llvm::function_ref<void(JsonReader &)> Read);
  void objectIfAny(llvm::StringRef Key, llvm::function_ref<void(JsonReader &)> Read);

  /// Records an error at \p Key ("" for the object itself).
  void fail(llvm::StringRef Key, const llvm::Twine &What);

private:
  JsonReader(const llvm::json::Object &O, std::string Pointer, std::string &Mistake)
      : O(O), Pointer(std::move(Pointer)), Mistake(Mistake) {}

  const llvm::json::Object &O;
  std::string Pointer;
  std::string &Mistake;
};

} // namespace asyncsafe

#endif
