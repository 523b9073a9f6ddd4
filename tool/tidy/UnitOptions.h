//===- UnitOptions.h - The options that .clang-tidy sets --------*- C++ -*-===//
//
// Decides how the keys `asyncsafe.*` under CheckOptions are read.  The plugin and
// the command line both come here, so that one file means the same to both.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_TIDY_UNITOPTIONS_H
#define ASYNCSAFE_TOOL_TIDY_UNITOPTIONS_H

#include "analysis/engine/Options.h"
#include "capture/Capture.h"
#include "checks/Finding.h"

#include "clang-tidy/ClangTidyOptions.h"
#include <string>
#include <variant>
#include <vector>

namespace asyncsafe {

/// Everything that a user can set for a translation unit.
struct UnitOptions {
  AnalysisOptions Analysis;
  CaptureOptions Capture;
  Level Shown = Level::Warning;    ///< findings below are left out
  std::vector<std::string> Models; ///< absolute
};

/// Reads the `asyncsafe.*` keys.  A relative model file is looked for in the
/// folder of \p MainFile and in those above it.
/// \param Errors receives a sentence for each key or value that means nothing.
UnitOptions readUnitOptions(const clang::tidy::ClangTidyOptions &Options, llvm::StringRef MainFile,
                            std::vector<std::string> &Errors);

/// Where an option's value lives; its type says how it is read and shown.
using OptionField = std::variant<bool *, unsigned *, Level *, SourceSelection *, std::vector<std::string> *>;

/// One option, declared once: key, flag, help and member.
struct OptionInfo {
  llvm::StringRef Key;       ///< in .clang-tidy, behind "asyncsafe."
  llvm::StringRef Flag;      ///< on the command line; empty: the program has a flag of its own for it
  llvm::StringRef ValueName; ///< in --help; empty: the flag alone means true
  llvm::StringRef Help;
  OptionField (*FieldOf)(UnitOptions &);
};
llvm::ArrayRef<OptionInfo> unitOptions();

/// "asyncsafe.Strict"
std::string fullKey(const OptionInfo &Info);

/// The values in effect, for `clang-tidy --dump-config`.
void storeUnitOptions(UnitOptions Options, clang::tidy::ClangTidyOptions::OptionMap &Out);

} // namespace asyncsafe

#endif
