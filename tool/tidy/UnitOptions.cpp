//===- UnitOptions.cpp - The options that .clang-tidy sets ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/tidy/UnitOptions.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace asyncsafe;
using llvm::StringRef;

static constexpr StringRef Prefix = "asyncsafe.";

//===----------------------------------------------------------------------===//
// The options there are
//===----------------------------------------------------------------------===//

llvm::ArrayRef<OptionInfo> asyncsafe::unitOptions() {
  static const OptionInfo Options[] = {
      {"InferLocks", "infer-locks", "", "Recognise lock classes by their shape (default: true)",
       [](UnitOptions &O) -> OptionField { return &O.Capture.InferLocks; }},
      {"Level", "level", "level", "Lowest level to report: error, warning (default) or note",
       [](UnitOptions &O) -> OptionField { return &O.Shown; }},
      {"LongWait", "long-wait", "seconds",
       "Longest wait, in seconds, that may delay a stop request; 0: no limit (default: 10)",
       [](UnitOptions &O) -> OptionField { return &O.Analysis.LongWait; }},
      {"Models", "", "", "", [](UnitOptions &O) -> OptionField { return &O.Models; }},
      {"Sources", "sources", "list",
       "Interrupt sources to report: auto (those for which the unit has evidence), all, or "
       "throw;cancel;interrupt;suspend;jump",
       [](UnitOptions &O) -> OptionField { return &O.Analysis.Sources; }},
      {"Strict", "strict", "", "Also report findings of unknown certainty",
       [](UnitOptions &O) -> OptionField { return &O.Analysis.Strict; }},
      {"TreatAllocationAsThrowing", "treat-allocation-as-throwing", "",
       "Treat every allocation as an operation that may throw",
       [](UnitOptions &O) -> OptionField { return &O.Analysis.TreatAllocationAsThrowing; }},
  };
  return Options;
}

//===----------------------------------------------------------------------===//
// Reading a value
//===----------------------------------------------------------------------===//

/// The nearest folder above \p MainFile that contains \p Name; \p Name itself if none does, so that
/// reading it reports the error.
static std::string findAbove(StringRef MainFile, StringRef Name) {
  if (llvm::sys::path::is_absolute(Name))
    return Name.str();
  for (StringRef Folder = llvm::sys::path::parent_path(MainFile); !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Path(Folder);
    llvm::sys::path::append(Path, Name);
    if (llvm::sys::fs::exists(Path))
      return Path.str().str();
  }
  return Name.str();
}

namespace {

/// Parses \p Value into an option's field; returns an error, or nothing.
struct Parse {
  StringRef Value, MainFile;

  std::string operator()(bool *Out) const {
    std::string Lower = Value.lower();
    *Out = llvm::is_contained({"true", "yes", "on", "1"}, Lower);
    if (!*Out && !llvm::is_contained({"false", "no", "off", "0"}, Lower))
      return llvm::formatv("'{0}' must be true or false", Value);
    return {};
  }
  std::string operator()(unsigned *Out) const {
    return Value.getAsInteger(10, *Out) ? llvm::formatv("'{0}' is not a number", Value).str() : std::string();
  }
  std::string operator()(Level *Out) const {
    std::optional<Level> L = parseLevel(Value.str());
    if (!L)
      return llvm::formatv("'{0}' must be error, warning or note", Value);
    *Out = *L;
    return {};
  }
  std::string operator()(SourceSelection *Out) const {
    std::string Error;
    return SourceSelection::parse(Value.str(), *Out, Error) ? std::string() : Error;
  }
  std::string operator()(std::vector<std::string> *Out) const {
    Out->clear();
    for (StringRef Name : llvm::split(Value, ';'))
      if (Name = Name.trim(); !Name.empty())
        Out->push_back(findAbove(MainFile, Name));
    return {};
  }
};

/// A field's value as written in .clang-tidy.
struct Show {
  std::string operator()(const bool *Value) const { return *Value ? "true" : "false"; }
  std::string operator()(const unsigned *Value) const { return std::to_string(*Value); }
  std::string operator()(const Level *Value) const { return std::string(spelling(*Value)); }
  std::string operator()(const std::vector<std::string> *Value) const { return llvm::join(*Value, ";"); }
  std::string operator()(const SourceSelection *Value) const {
    if (Value->Auto)
      return "auto";
    std::vector<std::string> Names;
    for (unsigned I = 0; I < NumSources; ++I)
      if (Value->Enabled[I])
        Names.emplace_back(spelling(static_cast<Source>(I)));
    return Names.size() == NumSources ? "all" : llvm::join(Names, ";");
  }
};

} // namespace

UnitOptions asyncsafe::readUnitOptions(const clang::tidy::ClangTidyOptions &Options, StringRef MainFile,
                                       std::vector<std::string> &Errors) {
  UnitOptions Read;
  for (const auto &Option : Options.CheckOptions) {
    StringRef Key = Option.getKey(), Value = Option.getValue().Value;
    if (!Key.consume_front(Prefix))
      continue;
    const OptionInfo *Info = llvm::find_if(unitOptions(), [&](const OptionInfo &I) { return I.Key == Key; });
    if (Info == unitOptions().end()) {
      std::vector<StringRef> Keys;
      for (const OptionInfo &Known : unitOptions())
        Keys.push_back(Known.Key);
      Errors.push_back(llvm::formatv("option {0}{1} is unknown; known options are {2}", Prefix, Key,
                                     llvm::join(Keys, ", ")));
    } else if (std::string Error = std::visit(Parse{Value, MainFile}, Info->FieldOf(Read)); !Error.empty()) {
      Errors.push_back(llvm::formatv("option {0}{1}: {2}", Prefix, Key, Error));
    }
  }
  llvm::sort(Errors); // the map is unordered
  return Read;
}

std::string asyncsafe::fullKey(const OptionInfo &Info) { return (Prefix + Info.Key).str(); }

void asyncsafe::storeUnitOptions(UnitOptions Options, clang::tidy::ClangTidyOptions::OptionMap &Out) {
  for (const OptionInfo &Info : unitOptions())
    Out[fullKey(Info)] = StringRef(std::visit(Show(), Info.FieldOf(Options)));
}
