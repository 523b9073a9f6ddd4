//===- Report.h - The report of a run ---------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The data for renderers: findings with absolute places, and the coverage of the run. There is one
// renderer per file; each registers itself, so that a new output format is a new file in this folder and
// its golden.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_REPORT_REPORT_H
#define ASYNCSAFE_TOOL_REPORT_REPORT_H

#include "checks/Finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace asyncsafe {

/// The steps of a finding's path from the acquisition on; the first is the finding itself.
std::vector<Note> pathOf(const Finding &F);
/// Message, consequence and help as one text, for formats with a single field.
std::string messageOf(const Finding &F);
/// "fingerprint:ordinal", unique in a report.
std::string uniqueFingerprint(const Finding &F);

/// A translation unit that could not be analysed.
struct FailedUnit {
  std::string File;
  std::string Reason;
};

/// A function that was not analysed.
struct RefusedFunction {
  std::string Function;
  FilePlace Where;
  std::string Reason;
};

struct Coverage {
  unsigned Units = 0; ///< requested
  unsigned Analysed = 0;
  unsigned Suppressed = 0; ///< findings that a NOLINT comment or a filter silenced
  unsigned Lowered = 0;    ///< units with errors that only Clang raises, analysed nevertheless
  unsigned Skipped = 0;    ///< entries of the database that are neither C nor C++
  /// Programs that were not analysed as a whole, because of their size or of the units that they share.
  unsigned ProgramsInPart = 0;
  /// Findings below the level shown, of reports that were read.
  unsigned HiddenWarnings = 0, HiddenNotes = 0;
  std::vector<FailedUnit> Failed;
  std::vector<RefusedFunction> Refused;
};

/// Findings are sorted by file, line, column, check, without duplicates.
struct Report {
  std::vector<Finding> Findings;
  /// Findings silenced by a NOLINT comment, and those filtered by the name of their file;
  /// Covered.Suppressed counts both.
  std::vector<Finding> Silenced, Filtered;
  /// Findings below the level shown: their places, checks and levels.
  std::vector<Finding> Hidden;
  /// Findings in the baseline, if there is one.
  std::vector<Finding> Known;
  bool HasBaseline = false;
  Coverage Covered;
  /// What the user excluded, in words: "12 known in the baseline".
  std::vector<std::string> Remarks;
  /// The command line names a header or folder that is not part of the project; it is in Covered.Failed.
  bool Misnamed = false;
  /// "2/5" if only that part of the units was requested.
  std::string Part;
  /// The files that findings refer to, with a hash of the analysed contents.
  std::map<std::string, std::string> Sources;
  /// The same for files that only silenced findings or the coverage refer to, if this is known.
  std::map<std::string, std::string> OtherSources;
  /// The folder of the project, absolute; it is different on another machine.
  std::string Root;
  /// The report was read from a file: its references to other files on this machine are untrusted.
  bool FromFile = false;
};

/// Something was requested and is not covered.
bool leavesOut(const Report &R);

/// The number of findings of level \p L that are not shown because of it.
unsigned hiddenOf(const Report &R, Level L);

/// One line: what was covered, what was not, and why.
std::string coverageLine(const Report &R);

/// \p File relative to \p Folder if it is below it, else \p File itself.
llvm::StringRef shownFrom(llvm::StringRef Folder, llvm::StringRef File);

/// Source text need not be UTF-8, but the formats must be.
std::string asUtf8(std::string_view Text);

/// Data about a check for formats.
struct RuleText {
  std::string Id, Summary, Cwe; ///< Cwe: "CWE-459, CWE-667"
  std::string Help;             ///< Markdown: the check's page, or empty
  std::string Uri;              ///< of the page, or empty
  std::string Precision, SecuritySeverity;
};

struct RenderOptions {
  bool Colour = false;
  bool Quiet = false;          ///< no coverage line, unless the format itself has one
  std::string Version;         ///< of this program
  std::vector<RuleText> Rules; ///< every check, sorted by id
  bool Suppressed = false;     ///< also list what NOLINT and the baseline suppress, if the format can mark it
  /// Files below this folder are named relative to it.
  std::string Root;
  /// The same for text output, whose names are relative to the working directory, or to the root if the
  /// user has named one; quotations in a report that was read back are limited to files below it.
  std::string WorkingDirectory;
};

/// An output format.
struct Format {
  llvm::StringRef Name;    ///< the value of `--format`
  llvm::StringRef Summary; ///< for --help
  void (*Render)(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out);
};

/// Every format, sorted by name.
std::vector<const Format *> allFormats();
const Format *findFormat(llvm::StringRef Name);

/// A format's file defines one of these at namespace scope.
struct RegisterFormat {
  explicit RegisterFormat(const Format &F);
};

} // namespace asyncsafe

#endif
