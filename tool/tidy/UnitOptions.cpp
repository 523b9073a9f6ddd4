//===- UnitOptions.cpp - The options that .clang-tidy sets ----------------===//

#include "tool/tidy/UnitOptions.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace asyncsafe;
using llvm::StringRef;

static constexpr StringRef Prefix = "asyncsafe.";

static std::optional<bool> parseBool(StringRef Text) {
  return llvm::StringSwitch<std::optional<bool>>(Text.lower())
      .Cases({"true", "yes", "on", "1"}, true)
      .Cases({"false", "no", "off", "0"}, false)
      .Default(std::nullopt);
}

/// The nearest folder above \p MainFile that has \p Name; \p Name itself if none
/// has, so that the complaint about it comes from who reads it.
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

static std::vector<std::string> readModels(StringRef Value, StringRef MainFile) {
  std::vector<std::string> Models;
  for (StringRef Name : llvm::split(Value, ';'))
    if (Name = Name.trim(); !Name.empty())
      Models.push_back(findAbove(MainFile, Name));
  return Models;
}

UnitOptions asyncsafe::readUnitOptions(const clang::tidy::ClangTidyOptions &Options, StringRef MainFile,
                                       std::vector<std::string> &Errors) {
  UnitOptions Read;
  auto Boolean = [&](StringRef Key, StringRef Value, bool &Out) {
    if (std::optional<bool> B = parseBool(Value))
      Out = *B;
    else
      Errors.push_back(llvm::formatv("option {0}{1}: '{2}' must be true or false", Prefix, Key, Value));
  };
  auto Number = [&](StringRef Key, StringRef Value, unsigned &Out) {
    if (Value.getAsInteger(10, Out))
      Errors.push_back(llvm::formatv("option {0}{1}: '{2}' is not a number", Prefix, Key, Value));
  };
  for (const auto &Option : Options.CheckOptions) {
    StringRef Key = Option.getKey(), Value = Option.getValue().Value;
    if (!Key.consume_front(Prefix))
      continue;
    if (Key == "Strict") {
      Boolean(Key, Value, Read.Analysis.Strict);
    } else if (Key == "TreatAllocationAsThrowing") {
      Boolean(Key, Value, Read.Analysis.TreatAllocationAsThrowing);
    } else if (Key == "InferLocks") {
      Boolean(Key, Value, Read.Capture.InferLocks);
    } else if (Key == "LongWait") {
      Number(Key, Value, Read.Analysis.LongWait);
    } else if (Key == "Models") {
      Read.Models = readModels(Value, MainFile);
    } else if (Key == "Sources") {
      std::string Error;
      if (!SourceSelection::parse(Value.str(), Read.Analysis.Sources, Error))
        Errors.push_back(llvm::formatv("option {0}{1}: {2}", Prefix, Key, Error));
    } else {
      Errors.push_back(
          llvm::formatv("option {0}{1} is unknown; known options are InferLocks, LongWait, Models, "
                        "Sources, Strict and TreatAllocationAsThrowing",
                        Prefix, Key));
    }
  }
  llvm::sort(Errors); // the map has no order
  return Read;
}

llvm::ArrayRef<StringRef> asyncsafe::unitOptionKeys() {
  static constexpr StringRef Keys[] = {"asyncsafe.InferLocks", "asyncsafe.LongWait",
                                       "asyncsafe.Models",     "asyncsafe.Sources",
                                       "asyncsafe.Strict",     "asyncsafe.TreatAllocationAsThrowing"};
  return Keys;
}

std::string asyncsafe::joinModels(const std::vector<std::string> &Models) { return llvm::join(Models, ";"); }

static std::string sourcesText(const SourceSelection &S) {
  if (S.Auto)
    return "auto";
  std::vector<std::string> Names;
  for (unsigned I = 0; I < NumSources; ++I)
    if (S.Enabled[I])
      Names.emplace_back(spelling(static_cast<Source>(I)));
  return Names.size() == NumSources ? "all" : llvm::join(Names, ";");
}

void asyncsafe::storeUnitOptions(const UnitOptions &Options, clang::tidy::ClangTidyOptions::OptionMap &Out) {
  auto Store = [&](StringRef Key, StringRef Value) { Out[(Prefix + Key).str()] = Value; };
  Store("InferLocks", Options.Capture.InferLocks ? "true" : "false");
  Store("LongWait", std::to_string(Options.Analysis.LongWait));
  Store("Models", joinModels(Options.Models));
  Store("Sources", sourcesText(Options.Analysis.Sources));
  Store("Strict", Options.Analysis.Strict ? "true" : "false");
  Store("TreatAllocationAsThrowing", Options.Analysis.TreatAllocationAsThrowing ? "true" : "false");
}
