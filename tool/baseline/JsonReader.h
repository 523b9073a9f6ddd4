//===- JsonReader.h - JSON that may be anybody's ----------------*- C++ -*-===//
//
// Decides how files that we once wrote are read back: every field is looked at before
// it is used, and the first mistake is remembered with its JSON pointer.
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

/// Is \p Text nested deeper than any file that we read has reason to be?  LLVM's parser
/// calls itself for each level, and a file of brackets would end us.
bool nestsTooDeep(llvm::StringRef Text);

/// Reads the members of one object.  After a mistake it gives empty values.
class JsonReader {
public:
  /// Parses \p File and calls \p Read with its top-level object.
  static llvm::Error readFile(llvm::StringRef File, llvm::function_ref<void(JsonReader &)> Read);

  std::string string(llvm::StringRef Key);
  unsigned number(llvm::StringRef Key);
  /// The same, where a member that is not there counts as empty or 0.
  std::string stringIfAny(llvm::StringRef Key);
  unsigned numberIfAny(llvm::StringRef Key);
  /// Calls \p Read with each object of an array.
  void array(llvm::StringRef Key, llvm::function_ref<void(JsonReader &)> Read);
  void arrayIfAny(llvm::StringRef Key, llvm::function_ref<void(JsonReader &)> Read);
  /// An array of strings; empty if it is not there.
  std::vector<std::string> stringsIfAny(llvm::StringRef Key);
  void object(llvm::StringRef Key, llvm::function_ref<void(JsonReader &)> Read);

  /// Remembers a mistake at \p Key ("" for the object itself).
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
