//===- UnitOptions.h - The options that .clang-tidy sets --------*- C++ -*-===//
//
// Decides how the keys `asyncsafe.*` under CheckOptions are read.  The plugin and
// the command line both come here, so that one file means the same to both.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_TIDY_UNITOPTIONS_H
#define ASYNCSAFE_TOOL_TIDY_UNITOPTIONS_H

#include "analysis/Options.h"
#include "capture/Capture.h"

#include "clang-tidy/ClangTidyOptions.h"
#include <string>
#include <vector>

namespace asyncsafe {

/// Everything that a user can set for a translation unit.
struct UnitOptions {
  AnalysisOptions Analysis;
  CaptureOptions Capture;
  std::vector<std::string> Models; ///< absolute
};

/// Reads the `asyncsafe.*` keys.  A relative model file is looked for in the
/// folder of \p MainFile and in those above it.
/// \param Errors receives a sentence for each key or value that means nothing.
UnitOptions readUnitOptions(const clang::tidy::ClangTidyOptions &Options, llvm::StringRef MainFile,
                            std::vector<std::string> &Errors);

/// Every key there is, for `clang-tidy --verify-config`.
llvm::ArrayRef<llvm::StringRef> unitOptionKeys();

/// The values in effect, for `clang-tidy --dump-config`.
void storeUnitOptions(const UnitOptions &Options, clang::tidy::ClangTidyOptions::OptionMap &Out);

/// The value of asyncsafe.Models that names these files.
std::string joinModels(const std::vector<std::string> &Models);

} // namespace asyncsafe

#endif
