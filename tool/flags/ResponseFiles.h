//===- ResponseFiles.h - Response files -------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Limits how much response files can add to a command. LLVM's own expansion has no limit: thirty files
// of two words each, every word the name of the next file, expand to 2^30 words; and it prints the name
// of an unreadable file unescaped to the terminal.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_FLAGS_RESPONSEFILES_H
#define ASYNCSAFE_TOOL_FLAGS_RESPONSEFILES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/CommandLine.h"
#include <string>
#include <vector>

namespace asyncsafe {

/// Limits on the files of one command, well above those of real builds.
struct ResponseLimit {
  static constexpr size_t Files = 256;
  static constexpr size_t Words = 1u << 18;
  static constexpr unsigned Depth = 16;
};

/// \p Command with each `@FILE` replaced by its words, recursively expanded. A special file, or one
/// beyond the limits, is left as a word.
std::vector<std::string>
expandResponseFiles(llvm::ArrayRef<std::string> Command, llvm::StringRef Directory,
                    llvm::cl::TokenizerCallback Tokenize = llvm::cl::TokenizeGNUCommandLine);

/// The words of one file; none if it cannot be read.
std::vector<std::string> wordsOfFile(llvm::StringRef File, llvm::cl::TokenizerCallback Tokenize);

} // namespace asyncsafe

#endif
