//===- ConfigurationFiles.cpp - Reading .clang-tidy files -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/ConfigurationFiles.h"

#include "tool/input/InputFile.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>
#include <optional>
#include <utility>

using namespace asyncsafe;
using clang::tidy::ClangTidyOptions;
using llvm::StringRef;

namespace {

/// The disk, on which an unreadable configuration is an error: clang-tidy's reader would print its name
/// unescaped and continue without it.
class SaidWhereUnreadable : public llvm::vfs::ProxyFileSystem {
public:
  explicit SaidWhereUnreadable(std::function<void(const std::string &)> OnMistake)
      : ProxyFileSystem(regularFiles(InputLimit::Configuration)), OnMistake(std::move(OnMistake)) {}

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    auto File = ProxyFileSystem::openFileForRead(Path);
    if (File)
      return File;
    bool Large = File.getError() == std::errc::file_too_large;
    OnMistake(
        Path.str() + ": " +
        (Large ? "is larger, or nested deeper, than a configuration can be" : File.getError().message()));
    return ProxyFileSystem::openFileForRead("/dev/null");
  }

private:
  std::function<void(const std::string &)> OnMistake;
};

/// The .clang-tidy files above a source; an error in one stops the run instead of being ignored.
class ConfigurationFiles : public clang::tidy::FileOptionsProvider {
public:
  ConfigurationFiles(const ClangTidyOptions &Overrides, ConfigurationListener Listener)
      : FileOptionsProvider(clang::tidy::ClangTidyGlobalOptions(), ClangTidyOptions::getDefaults(), Overrides,
                            llvm::makeIntrusiveRefCnt<SaidWhereUnreadable>(Listener.OnMistake)) {
    ConfigHandlers.clear();
    // A returned error would be printed with the file's name unescaped.
    ConfigHandlers.emplace_back(".clang-tidy", [Listener = std::move(Listener)](llvm::MemoryBufferRef Text) {
      return llvm::ErrorOr<ClangTidyOptions>(readConfiguration(Text, Listener));
    });
  }
};

/// The first error in a text.
struct Complaint {
  std::string Where, What;
  size_t Offset = 0;
  bool isUnknownKey() const { return StringRef(What).starts_with("unknown key '"); }
};

} // namespace

/// Blanks the key at \p Offset of \p Text with all lines of its value; false if it does not begin a
/// line.
static bool blankKey(std::string &Text, size_t Offset) {
  if (Offset >= Text.size() || (Offset && Text[Offset - 1] != '\n'))
    return false;
  for (size_t At = Offset; At < Text.size();) {
    size_t End = std::min(Text.find('\n', At), Text.size());
    std::fill(Text.begin() + static_cast<ptrdiff_t>(At), Text.begin() + static_cast<ptrdiff_t>(End), ' ');
    At = End + 1;
    // A list may be indented no more than its key.
    bool IsList = StringRef(Text).substr(At).starts_with("- ");
    if (At < Text.size() && !IsList && !StringRef(" \t\r\n#").contains(Text[At]))
      break;
  }
  return true;
}

ClangTidyOptions asyncsafe::readConfiguration(llvm::MemoryBufferRef Given,
                                              const ConfigurationListener &Listener) {
  constexpr unsigned MaxUnknown = 16;
  std::string Text = Given.getBuffer().str();
  for (unsigned Unknown = 0;; ++Unknown) {
    std::optional<Complaint> First;
    llvm::MemoryBufferRef Buffer(Text, Given.getBufferIdentifier());
    auto Options = clang::tidy::parseConfigurationWithDiags(Buffer, [&](const llvm::SMDiagnostic &D) {
      if (First || D.getKind() != llvm::SourceMgr::DK_Error)
        return;
      First.emplace();
      First->Where = llvm::formatv("{0}:{1}:{2}", D.getFilename(), D.getLineNo(), D.getColumnNo() + 1);
      First->What = D.getMessage().str();
      // The reader has a copy of the text, so the place is given by line and column.
      for (int Line = 1; Line < D.getLineNo() && First->Offset < Text.size(); ++Line)
        First->Offset = std::min(Text.find('\n', First->Offset), Text.size() - 1) + 1;
      First->Offset += static_cast<size_t>(std::max(D.getColumnNo(), 0));
    });
    if (Options)
      return *Options;
    if (First && First->isUnknownKey() && Unknown < MaxUnknown && blankKey(Text, First->Offset)) {
      Listener.OnUnknown(First->Where + ": " + First->What + " is ignored");
      continue;
    }
    Listener.OnMistake(First ? First->Where + ": " + First->What
                             : Given.getBufferIdentifier().str() + ": " + Options.getError().message());
    return {};
  }
}

std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
asyncsafe::configurationFiles(const ClangTidyOptions &Overrides, ConfigurationListener Listener) {
  return std::make_unique<ConfigurationFiles>(Overrides, std::move(Listener));
}
