//===- ConfigurationFiles.h - The .clang-tidy files above a source --*- C++ -*-===//
//
// Reads them as clang-tidy does, and tells what is wrong in them instead of printing it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_CONFIGURATIONFILES_H
#define ASYNCSAFE_TOOL_CLI_CONFIGURATIONFILES_H

#include "clang-tidy/ClangTidyOptions.h"
#include <functional>
#include <memory>
#include <string>

namespace asyncsafe {

/// What is wrong in a configuration, with the name of its file and the place in it.
struct ConfigurationListener {
  std::function<void(const std::string &)> OnMistake; ///< it cannot be read
  std::function<void(const std::string &)> OnUnknown; ///< a key of another clang-tidy's, which is passed over
};

/// The text of a .clang-tidy as options; those of a file with a mistake are empty.  A key at the left that
/// this clang-tidy does not know counts as not written: old projects have keys that later ones dropped.
clang::tidy::ClangTidyOptions readConfiguration(llvm::MemoryBufferRef Text,
                                                const ConfigurationListener &Listener);

std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
configurationFiles(const clang::tidy::ClangTidyOptions &Overrides, ConfigurationListener Listener);

} // namespace asyncsafe

#endif
