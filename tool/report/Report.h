//===- Report.h - What a run found out, and how it is shown -----*- C++ -*-===//
//
// Decides what a renderer may know: findings with absolute places, and what the
// run covered.  One renderer a file; each registers itself, so that a new output
// format is a new file in this folder and its golden.
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

/// The steps of a finding's path, from the acquisition on: the first is the finding itself.
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

/// A function that was left out.
struct RefusedFunction {
  std::string Function;
  FilePlace Where;
  std::string Reason;
};

struct Coverage {
  unsigned Units = 0; ///< asked for
  unsigned Analysed = 0;
  unsigned Suppressed = 0; ///< findings that a NOLINT comment or a filter silenced
  unsigned Lowered = 0;    ///< units with errors that only Clang raises, analysed all the same
  unsigned Skipped = 0;    ///< entries of the database that are neither C nor C++
  /// Programs that were not analysed as a whole, for their size or for what they share.
  unsigned ProgramsInPart = 0;
  std::vector<FailedUnit> Failed;
  std::vector<RefusedFunction> Refused;
};

/// Findings are sorted by file, line, column, check, and each is there once.
struct Report {
  std::vector<Finding> Findings;
  /// What a NOLINT comment silenced, and what is left out by the name of its file; Covered.Suppressed
  /// counts both.
  std::vector<Finding> Silenced, Filtered;
  /// Findings that the baseline knows; only where there is one.
  std::vector<Finding> Known;
  bool HasBaseline = false;
  Coverage Covered;
  /// What the user asked to leave out, in words: "12 known in the baseline".
  std::vector<std::string> Remarks;
  /// The command line names a header or a folder that is no part of the project; it is in Covered.Failed.
  bool Misnamed = false;
  /// "2/5" if only that part of the units was asked for.
  std::string Part;
  /// The files that findings point into, and a hash of what was analysed.
  std::map<std::string, std::string> Sources;
  /// The folder of the project, absolute: on another machine it is elsewhere.
  std::string Root;
  /// The report comes from a file: what it says of others on this machine is not to be trusted.
  bool FromFile = false;
};

/// Something was asked for and is not covered.
bool leavesOut(const Report &R);

/// One line: what was covered, what was not, and why.
std::string coverageLine(const Report &R);

/// \p File relative to \p Folder if it is below it, else \p File itself.
llvm::StringRef shownFrom(llvm::StringRef Folder, llvm::StringRef File);

/// Source text need not be UTF-8, the formats must be.
std::string asUtf8(std::string_view Text);

/// What a format may say about a check.
struct RuleText {
  std::string Id, Summary, Cwe; ///< Cwe: "CWE-459, CWE-667"
  std::string Help;             ///< Markdown: the check's page, or empty
  std::string Uri;              ///< of the page, or empty
  std::string Precision, SecuritySeverity;
};

struct RenderOptions {
  bool Colour = false;
  bool Quiet = false;          ///< no coverage line where that is not the format's own
  std::string Version;         ///< of this program
  std::vector<RuleText> Rules; ///< every check, sorted by id
  bool Suppressed = false; ///< also list what NOLINT and the baseline suppress, where a format can mark it
  /// Files below this folder are named relative to it.
  std::string Root;
  /// The same for text, whose names people open from where they are; and of a report that was read
  /// back, what is quoted lies below it.  The root, if the user has named one.
  std::string WorkingDirectory;
};

/// An output format.
struct Format {
  llvm::StringRef Name;    ///< as `--format` has it
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
