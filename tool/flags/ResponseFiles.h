//===- ResponseFiles.h - Words of a command that stand in files -*- C++ -*-===//
//
// Decides how much the files of a command may add to it.  LLVM's own expansion has no
// limit: thirty files of two words each, every word the name of the next file, are 2^30 words; and it
// tells the terminal, byte for byte, the name of a file that it cannot read.
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

/// What the files of one command come to at most, well above what builds have.
struct ResponseLimit {
  static constexpr size_t Files = 256;
  static constexpr size_t Words = 1u << 18;
  static constexpr unsigned Depth = 16;
};

/// \p Command with each `@FILE` replaced by the words in it, in turn expanded.  What is no regular
/// file, and what goes beyond the limits, stays a word.
std::vector<std::string>
expandResponseFiles(llvm::ArrayRef<std::string> Command, llvm::StringRef Directory,
                    llvm::cl::TokenizerCallback Tokenize = llvm::cl::TokenizeGNUCommandLine);

/// The words of one file; none if it cannot be read.
std::vector<std::string> wordsOfFile(llvm::StringRef File, llvm::cl::TokenizerCallback Tokenize);

} // namespace asyncsafe

#endif
