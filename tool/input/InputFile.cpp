//===- InputFile.cpp - Reading untrusted files ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/input/InputFile.h"

#include "tool/input/Problem.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace asyncsafe;
using llvm::StringRef;

static StringRef kind(mode_t Mode) {
  if (S_ISDIR(Mode))
    return "a folder";
  if (S_ISFIFO(Mode))
    return "a pipe";
  if (S_ISSOCK(Mode))
    return "a socket";
  return "a device";
}

namespace {
struct Opened {
  int Number;
  ~Opened() { close(Number); }
};
} // namespace

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> asyncsafe::readInput(StringRef File, uint64_t Limit) {
  llvm::SmallString<256> Name(File);
  // Opening a pipe without a writer would block here.
  Opened In{open(Name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
  struct stat Status;
  if (In.Number < 0 || fstat(In.Number, &Status) != 0)
    return problem("cannot be read: {0}", std::error_code(errno, std::generic_category()).message());
  if (!S_ISREG(Status.st_mode))
    return problem("is {0}, not a regular file; copy its content into one", kind(Status.st_mode));
  uint64_t Size = static_cast<uint64_t>(Status.st_size);
  if (Size > Limit)
    return problem("has {0} bytes; such a file may have {1}", Size, Limit);
  auto Buffer = llvm::MemoryBuffer::getOpenFile(In.Number, File, Size, /*RequiresNullTerminator=*/true,
                                                /*IsVolatile=*/true); // not mapped: it may shrink
  if (!Buffer)
    return problem("cannot be read: {0}", Buffer.getError().message());
  return std::move(*Buffer);
}

std::string asyncsafe::obstacleIn(StringRef File, uint64_t Limit) {
  struct stat Status;
  if (stat(File.str().c_str(), &Status) != 0)
    return errno == ENOENT ? std::string() : std::error_code(errno, std::generic_category()).message();
  if (!S_ISREG(Status.st_mode))
    return llvm::formatv("it is {0}, not a regular file", kind(Status.st_mode));
  uint64_t Size = static_cast<uint64_t>(Status.st_size);
  return Size > Limit ? llvm::formatv("it has {0} bytes; such a file may have {1}", Size, Limit).str()
                      : std::string();
}

bool asyncsafe::isShallowYaml(StringRef Text) {
  constexpr unsigned MaxDepth = 1000; // brackets in regular expressions count too
  unsigned Flow = 0, Block = 0;
  char Before = '\n';
  for (char C : Text) {
    if (C == '[' || C == '{')
      ++Flow;
    else if ((C == ']' || C == '}') && Flow)
      --Flow;
    else if (C == '\n')
      Block = 0;
    else if ((C == ' ' || C == '\t') && (Before == '-' || Before == '?' || Before == ':'))
      ++Block; // "- - -" is a list of a list of a list
    if (Flow > MaxDepth || Block > MaxDepth)
      return false;
    Before = C;
  }
  return true;
}

namespace {

class RegularFiles : public llvm::vfs::ProxyFileSystem {
public:
  RegularFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk, uint64_t Limit)
      : ProxyFileSystem(std::move(Disk)), Limit(Limit) {}

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    llvm::ErrorOr<llvm::vfs::Status> Status = status(Path);
    if (!Status)
      return Status.getError();
    if (!isReadable(*Status, Path.str()))
      return std::make_error_code(Status->isDirectory() ? std::errc::is_a_directory
                                                        : std::errc::operation_not_permitted);
    bool Configures = isConfiguration(Path.str());
    if (Status->isRegularFile() && Status->getSize() > (Configures ? InputLimit::Configuration : Limit))
      return std::make_error_code(std::errc::file_too_large);
    if (Configures && Status->isRegularFile()) {
      auto Text = getUnderlyingFS().getBufferForFile(Path);
      if (Text && !isShallowYaml((*Text)->getBuffer()))
        return std::make_error_code(std::errc::file_too_large);
    }
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  static bool isReadable(const llvm::vfs::Status &Status, StringRef Path) {
    return Status.isRegularFile() || Path == "/dev/null";
  }

  /// Files above a source that clangd and clang-tidy read as YAML.
  static bool isConfiguration(StringRef Path) {
    StringRef Name = llvm::sys::path::filename(Path);
    return Name == ".clang-tidy" || Name == ".clangd" || Name == ".clang-format" || Name == "_clang-format";
  }

  uint64_t Limit;
};

} // namespace

std::unique_ptr<llvm::vfs::FileSystem>
asyncsafe::onlyRegularFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk, uint64_t Limit) {
  return std::make_unique<RegularFiles>(std::move(Disk), Limit);
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> asyncsafe::regularFiles(uint64_t Limit) {
  return onlyRegularFiles(llvm::vfs::createPhysicalFileSystem(), Limit);
}
