//===- CapturedUnit.h - The record of a unit in a file ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What 'asyncsafe capture' writes: the record that the index would keep, with the command and the
// settings that it was made with.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_CAPTUREDUNIT_H
#define ASYNCSAFE_TOOL_CLI_CAPTUREDUNIT_H

#include "tool/cli/Record.h"
#include "tool/cli/SealedFile.h"

namespace asyncsafe {

struct CapturedUnit {
  CompileJob Job;
  std::string Tidy; ///< the settings of the unit; see settingsText()
  UnitRecord Record;
};

/// The settings of later phases as text. Models are not among them: capture has applied them.
std::string settingsText(const UnitSettings &Settings);
/// The settings back, without models; nothing if \p Text was not written by settingsText().
std::optional<UnitSettings> settingsOf(llvm::StringRef Text);

/// Identifies a unit: a file can be compiled several times.
std::string idOf(const CompileJob &Job);

/// Does not depend on when the inputs were written.
std::string bytesOf(CapturedUnit Unit, llvm::StringRef Builder);
/// The error says where, what, and what to do.
llvm::Expected<CapturedUnit> readCapturedUnit(llvm::StringRef File, llvm::StringRef Builder);

} // namespace asyncsafe

#endif
