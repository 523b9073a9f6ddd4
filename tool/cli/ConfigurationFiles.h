//===- ConfigurationFiles.h - Reading .clang-tidy files ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads .clang-tidy files as clang-tidy does, and returns their errors instead of printing them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_CONFIGURATIONFILES_H
#define ASYNCSAFE_TOOL_CLI_CONFIGURATIONFILES_H

#include "clang-tidy/ClangTidyOptions.h"
#include <functional>
#include <memory>
#include <string>

namespace asyncsafe {

/// An error in a configuration, with the name of its file and the position.
struct ConfigurationListener {
  std::function<void(const std::string &)> OnMistake; ///< it cannot be read
  std::function<void(const std::string &)> OnUnknown; ///< an ignored key of another clang-tidy version
};

/// Parses a .clang-tidy; returns empty options for a file with an error. A top-level key that this
/// clang-tidy does not know is ignored: old projects use keys that later versions dropped.
clang::tidy::ClangTidyOptions readConfiguration(llvm::MemoryBufferRef Text,
                                                const ConfigurationListener &Listener);

std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
configurationFiles(const clang::tidy::ClangTidyOptions &Overrides, ConfigurationListener Listener);

} // namespace asyncsafe

#endif
