//===- ReduceFlags.cpp - Compile commands reduced to parsing --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/flags/ReduceFlags.h"

#include "capture/Compat.h"
#include "tool/flags/ParsingOptions.h"
#include "tool/flags/ResponseFiles.h"
#include "tool/input/InputFile.h"
#include "tool/input/Paths.h"

#include "clang/Driver/Driver.h"
#include "clang/Driver/ToolChain.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/TargetParser/Triple.h"
#include <utility>

using namespace asyncsafe::compat::options;
using llvm::StringRef;
using llvm::opt::Arg;
using Flags = std::vector<std::string>;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

//===----------------------------------------------------------------------===//
// One list of flags
//===----------------------------------------------------------------------===//

namespace {

/// An option and the words of the command that it came from.
struct Parsed {
  const Arg *Option;
  llvm::ArrayRef<const char *> Words;
};

/// A list of flags, as one of Clang's drivers reads it.
class FlagList {
public:
  FlagList(Flags Text, unsigned Visibility) : Text(std::move(Text)) {
    for (const std::string &Word : this->Text)
      Raw.push_back(Word.c_str());
    unsigned MissingIndex, MissingCount;
    Args = asyncsafe::compat::driverOptions().ParseArgs(Raw, MissingIndex, MissingCount,
                                                        llvm::opt::Visibility(Visibility));
    size_t End = MissingCount ? MissingIndex : Raw.size(); // a last flag without its value
    std::vector<const Arg *> InOrder(Args.begin(), Args.end());
    for (const Arg *A : llvm::reverse(InOrder)) {
      size_t Begin = A->getIndex();
      if (Begin >= End)
        continue;
      Options.push_back({A, llvm::ArrayRef(Raw).slice(Begin, End - Begin)});
      End = Begin;
    }
    std::reverse(Options.begin(), Options.end());
  }
  FlagList(const FlagList &) = delete;

  std::vector<Parsed> Options;

private:
  Flags Text;
  std::vector<const char *> Raw;
  llvm::opt::InputArgList Args;
};

/// Flags for the front end, collected over a command.
struct FrontEndFlags {
  Flags Words;
  void add(const Arg &A) {
    for (StringRef Value : A.getValues())
      Words.push_back(Value.str());
  }
};

} // namespace

static std::string absolute(StringRef Name, StringRef Directory) {
  llvm::SmallString<256> Path(Name);
  asyncsafe::makeAbsolute(Directory, Path);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

/// The header that a precompiled one was made from, if it still exists.
static std::string headerOf(StringRef Precompiled, StringRef Directory) {
  StringRef Header = Precompiled;
  if (!Header.consume_back(".pch") && !Header.consume_back(".gch"))
    return {};
  return fs::exists(absolute(Header, Directory)) ? Header.str() : std::string();
}

/// The words of a Clang configuration file.
static Flags configuration(StringRef Name, StringRef Directory) {
  // A bare name is a configuration of the machine, in folders that only an installed compiler knows.
  std::string Full = absolute(Name, Directory);
  if (!path::has_parent_path(Name) || !fs::is_regular_file(Full))
    return {};
  Flags Words = asyncsafe::wordsOfFile(Full, llvm::cl::tokenizeConfigFile);
  StringRef Folder = path::parent_path(Full);
  constexpr StringRef ItsFolder = "<CFGDIR>";
  for (std::string &Word : Words)
    for (size_t At = 0; (At = Word.find(ItsFolder, At)) != std::string::npos; At += Folder.size())
      Word.replace(At, ItsFolder.size(), Folder);
  return asyncsafe::expandResponseFiles(Words, Folder, llvm::cl::tokenizeConfigFile);
}

/// \p Command with each `--config=FILE` replaced by its contents.
static Flags withConfigurations(llvm::ArrayRef<std::string> Command, StringRef Directory, unsigned Visibility,
                                unsigned Depth, unsigned &FilesLeft) {
  constexpr unsigned MaxDepth = 4;
  Flags Words;
  FlagList List(Command.vec(), Visibility);
  for (const Parsed &P : List.Options) {
    if (!P.Option->getOption().matches(OPT_config)) {
      Words.insert(Words.end(), P.Words.begin(), P.Words.end());
    } else if (Depth < MaxDepth && FilesLeft) {
      --FilesLeft;
      Flags Inner = withConfigurations(configuration(P.Option->getValue(), Directory), Directory, Visibility,
                                       Depth + 1, FilesLeft);
      Words.insert(Words.end(), Inner.begin(), Inner.end());
    }
  }
  return Words;
}

namespace {

class Reducer {
public:
  Reducer(StringRef File, StringRef Directory, asyncsafe::WarningsAsErrors Errors)
      : File(File), Directory(Directory), Errors(Errors) {}

  Flags reduce(llvm::ArrayRef<std::string> Command) {
    if (Command.empty())
      return {};
    std::string Mode = modeOf(Command);
    Visibility = clang::driver::IsClangCL(Mode) ? CLOption : ClangOption;
    Device = clang::driver::ToolChain::getTargetAndModeFromProgramName(Command.front()).TargetPrefix;
    unsigned FilesLeft = 64; // nesting of configuration files
    FlagList List(withConfigurations(Command.drop_front(), Directory, Visibility, /*Depth=*/0, FilesLeft),
                  Visibility);
    for (const Parsed &P : List.Options)
      if (P.Option->getOption().matches(OPT_target))
        Device = P.Option->getValue();
    findInput(List);
    Flags Kept{Command.front()};
    bool HasArch = false;
    for (size_t I = 0; I < List.Options.size(); ++I) {
      if (I == InputAt)
        Kept.push_back(File.str());
      // One unit per file: for a universal binary, that of its first architecture.
      if (List.Options[I].Option->getOption().matches(OPT_arch) && std::exchange(HasArch, true))
        continue;
      take(List.Options[I], Kept);
    }
    Flags ForFrontEnd = frontEnd();
    Kept.insert(Kept.begin() + 1, ForFrontEnd.begin(), ForFrontEnd.end());
    if (!Mode.empty())
      Kept.insert(Kept.begin() + 1, "--driver-mode=" + Mode);
    // A pragma can make Clang crash or loop; the driver has no such flag.
    Kept.insert(Kept.begin() + 1, {"-Xclang", "-disable-pragma-debug-crash"});
    // No configuration of the machine, and one unit instead of one per device.
    Kept.insert(Kept.begin() + 1, {"--no-default-config", "--offload-host-only"});
    if (InputAt >= List.Options.size()) {
      Kept.push_back("--");
      Kept.push_back(File.str());
    }
    return Kept;
  }

private:
  /// Clang takes the mode from the last word that looks like one, even if that word is another option's
  /// value: so no other such word is kept.
  static std::string modeOf(llvm::ArrayRef<std::string> Command) {
    std::vector<const char *> Words;
    for (const std::string &Word : Command.drop_front())
      Words.push_back(Word.c_str());
    std::string Mode = clang::driver::getDriverMode(Command.front(), Words).str();
    // Other modes parse words differently, and do not compile C.
    bool Known = Mode.empty() || Mode == "gcc" || Mode == "g++" || Mode == "cpp" || Mode == "cl";
    return Known ? Mode : "gcc";
  }
  static bool namesMode(llvm::ArrayRef<const char *> Words) {
    return llvm::any_of(Words, [](StringRef Word) { return Word.starts_with("--driver-mode="); });
  }

  /// A module called "-" would be read from standard input, which is the editor server's input.
  static bool namesInput(const Arg &A) {
    if (!A.getOption().matches(OPT_fmodule_file))
      return false;
    return llvm::any_of(A.getValues(),
                        [](StringRef Value) { return Value.rsplit('=').second == "-" || Value == "-"; });
  }
  /// An overlay is YAML, whose reader recurses as deep as the file.
  bool overlayIsReadable(const Arg &A) const {
    if (!A.getOption().matches(OPT_ivfsoverlay) && !A.getOption().matches(OPT_vfsoverlay))
      return true;
    return llvm::all_of(A.getValues(), [&](StringRef File) {
      auto Text = asyncsafe::readInput(absolute(File, Directory), asyncsafe::InputLimit::Overlay);
      if (!Text)
        return llvm::consumeError(Text.takeError()), false;
      return asyncsafe::isShallowYaml((*Text)->getBuffer());
    });
  }

  bool isKept(const Parsed &P) const {
    if (namesMode(P.Words) || !asyncsafe::servesParsing(*P.Option) || namesInput(*P.Option) ||
        !overlayIsReadable(*P.Option))
      return false;
    // By the option, not by the word, which may be another option's value.
    bool AsError =
        P.Option->getOption().matches(OPT_W_Joined) && StringRef(P.Option->getValue()).starts_with("error");
    return Errors == asyncsafe::WarningsAsErrors::Keep || !AsError;
  }

  /// `-x` applies to the inputs after it, so the file keeps its position.
  void findInput(const FlagList &List) {
    InputAt = List.Options.size();
    for (size_t I = 0; I < List.Options.size(); ++I) {
      const Arg &A = *List.Options[I].Option;
      if (A.getOption().getKind() != llvm::opt::Option::InputClass)
        continue;
      if (absolute(A.getValue(), Directory) == File) {
        InputAt = StringRef(List.Options[I].Words.front()) == "--" ? List.Options.size() : I;
        return;
      }
    }
  }

  bool isDevice() const { return !Device.empty() && llvm::Triple(Device).isGPU(); }

  void take(const Parsed &P, Flags &Kept) {
    const Arg &A = *P.Option;
    unsigned Id = A.getOption().getUnaliasedOption().getID();
    switch (Id) {
    case OPT_Xclang:
    case OPT_Xpreprocessor:
    case OPT_Wp_COMMA:
      return FrontEnd.add(A);
    case OPT_include: // the driver would take a precompiled header that lies beside it
      return includeText(A.getValue());
    case OPT_include_pch:
      return includeHeaderOf(A.getValue());
    case OPT__SLASH_clang:
      return clangFlag(A.getValue(), Kept);
    case OPT__SLASH_Tc:
      return Kept.push_back("/TC");
    case OPT__SLASH_Tp:
      return Kept.push_back("/TP");
    }
    // A graphics card is queried by starting a program.
    bool AsksDevice = isDevice() && llvm::is_contained(A.getValues(), StringRef("native"));
    if (!AsksDevice && isKept(P))
      Kept.insert(Kept.end(), P.Words.begin(), P.Words.end());
  }

  void includeText(StringRef Header) {
    if (!llvm::is_contained(Headers, Header))
      Headers.push_back(Header.str());
  }

  void includeHeaderOf(StringRef Precompiled) {
    if (std::string Header = headerOf(Precompiled, Directory); !Header.empty())
      includeText(Header);
  }

  /// clang-cl's `/clang:` passes on one word to Clang.
  void clangFlag(StringRef Word, Flags &Kept) {
    FlagList List(Flags{Word.str()}, ClangOption);
    for (const Parsed &P : List.Options)
      if (P.Words.size() == 1 && isKept(P))
        Kept.push_back(("/clang:" + Word).str());
  }

  Flags frontEnd() {
    Flags Words;
    FlagList List(FrontEnd.Words, CC1Option);
    for (const Parsed &P : List.Options) {
      const Arg &A = *P.Option;
      if (A.getOption().matches(OPT_include))
        includeText(A.getValue());
      else if (A.getOption().matches(OPT_include_pch))
        includeHeaderOf(A.getValue());
      else if (isKept(P))
        Words.insert(Words.end(), P.Words.begin(), P.Words.end());
    }
    for (const std::string &Header : Headers)
      Words.insert(Words.end(), {"-include", Header});
    Flags Kept;
    for (const std::string &Word : Words)
      Kept.insert(Kept.end(), {"-Xclang", Word});
    return Kept;
  }

  StringRef File, Directory;
  asyncsafe::WarningsAsErrors Errors;
  unsigned Visibility = ClangOption;
  std::string Device;
  size_t InputAt = 0;
  FrontEndFlags FrontEnd;
  Flags Headers; ///< to be included first, in this order
};

} // namespace

Flags asyncsafe::reduceToParsing(llvm::ArrayRef<std::string> Command, StringRef File, StringRef Directory,
                                 WarningsAsErrors Errors) {
  return Reducer(File, Directory, Errors).reduce(Command);
}

//===----------------------------------------------------------------------===//
// After the driver
//===----------------------------------------------------------------------===//

void asyncsafe::reduceToParsing(clang::CompilerInvocation &Invocation) {
  Invocation.getDependencyOutputOpts() = {};
  Invocation.getDiagnosticOpts().DiagnosticSerializationFile.clear();
  Invocation.getDiagnosticOpts().DiagnosticLogFile.clear();
  Invocation.getLangOpts().ImplicitModules = false;
  Invocation.getHeaderSearchOpts().ModuleCachePath.clear();
  clang::FrontendOptions &Front = Invocation.getFrontendOpts();
  Front.OutputFile.clear();
  Front.StatsFile.clear();
  Front.TimeTracePath.clear();
  Front.ModuleOutputPath.clear();
  Front.SymbolGraphOutputDir.clear();
  Front.LLVMArgs.clear();
  compat::clearMlirArguments(Front);
  Front.Plugins.clear();
  Front.AddPluginActions.clear();
  Front.PluginArgs.clear();
  Front.ASTMergeFiles.clear();
}
