//===- UnitOptions.h - The options that .clang-tidy sets --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the keys `asyncsafe.*` under CheckOptions. The plugin and the command line share this, so that a
// file has the same meaning for both.
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
  Level Shown = Level::Warning;    ///< findings below this level are left out
  std::vector<std::string> Models; ///< absolute
};

/// Reads the `asyncsafe.*` keys. A relative model file is searched for in the folder of \p MainFile and
/// its parents. \param Errors receives a sentence for each invalid key or value.
UnitOptions readUnitOptions(const clang::tidy::ClangTidyOptions &Options, llvm::StringRef MainFile,
                            std::vector<std::string> &Errors);

/// The location of an option's value; its type determines how it is parsed and shown.
using OptionField = std::variant<bool *, unsigned *, Level *, SourceSelection *, std::vector<std::string> *>;

/// One option, declared once: key, flag, help and member.
struct OptionInfo {
  llvm::StringRef Key;       ///< in .clang-tidy, after "asyncsafe."
  llvm::StringRef Flag;      ///< on the command line; empty: the program has another flag for it
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
