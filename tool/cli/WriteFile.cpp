//===- WriteFile.cpp - Atomic writing of files ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/WriteFile.h"

#include "tool/cli/Interrupt.h"
#include "tool/cli/OutputProcess.h"
#include "tool/cli/Terminal.h"
#include "tool/input/InputFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

using namespace asyncsafe;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static std::error_code lastError() { return std::error_code(errno, std::generic_category()); }

static std::error_code writeAll(int Descriptor, StringRef Text) {
  llvm::raw_fd_ostream Out(Descriptor, /*shouldClose=*/false, /*unbuffered=*/true);
  Out << Text;
  std::error_code EC = Out.error();
  Out.clear_error();
  return EC;
}

//===----------------------------------------------------------------------===//
// Files without a name
//===----------------------------------------------------------------------===//

#ifdef O_TMPFILE
/// Links the file behind \p Descriptor to the name \p Target, which may exist.
/// No call replaces another file with an unnamed one, so it gets a temporary name next to it before the
/// rename. That name is always the same: if a process is killed in between, the next one removes it.
static std::error_code name(int Descriptor, const std::string &Target) {
  std::string Unnamed = "/proc/self/fd/" + std::to_string(Descriptor);
  auto Link = [&](const std::string &Name) {
    return linkat(AT_FDCWD, Unnamed.c_str(), AT_FDCWD, Name.c_str(), AT_SYMLINK_FOLLOW) == 0;
  };
  if (Link(Target))
    return {};
  std::string Beside = Target + ".asyncsafe-new";
  constexpr int Attempts = 16; // another process may write the same file
  for (int I = 0; I < Attempts && errno == EEXIST; ++I) {
    unlink(Beside.c_str());
    if (Link(Beside) && std::rename(Beside.c_str(), Target.c_str()) == 0)
      return {};
    if (errno == ENOENT)
      errno = EEXIST; // another process has just removed this one
  }
  return lastError();
}

/// Writes to an unnamed file and then names it: an unfinished file leaves nothing behind. Returns
/// nothing if the file system does not support that.
static std::optional<std::error_code> writeUnnamed(StringRef Target, StringRef Text,
                                                   std::optional<fs::perms> Permissions) {
  std::string Folder = path::parent_path(Target).str();
  int Descriptor = open(Folder.empty() ? "." : Folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (Descriptor < 0)
    return std::nullopt;
  std::error_code EC = writeAll(Descriptor, Text);
  if (!EC && Permissions)
    EC = fs::setPermissions(Descriptor, *Permissions);
  std::optional<std::error_code> Result = EC;
  if (!EC) {
    Result = name(Descriptor, Target.str());
    if (*Result == std::errc::no_such_file_or_directory || *Result == std::errc::cross_device_link)
      Result = std::nullopt; // /proc is not mounted
  }
  close(Descriptor);
  return Result;
}
#else
static std::optional<std::error_code> writeUnnamed(StringRef, StringRef, std::optional<fs::perms>) {
  return std::nullopt;
}
#endif

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// Writes to a new file next to \p Target, and renames it.
static std::error_code writeBeside(StringRef Target, StringRef Text, std::optional<fs::perms> Permissions) {
  int Descriptor;
  llvm::SmallString<256> Beside;
  if (std::error_code EC = fs::createUniqueFile(Target + ".%%%%%%", Descriptor, Beside, fs::OF_None,
                                                fs::all_read | fs::all_write))
    return EC;
  std::error_code EC = writeAll(Descriptor, Text);
  if (close(Descriptor) != 0 && !EC)
    EC = lastError();
  if (!EC && Permissions)
    EC = fs::setPermissions(Beside, *Permissions);
  if (!EC)
    EC = fs::rename(Beside, Target);
  if (EC)
    static_cast<void>(fs::remove(Beside));
  return EC;
}

static std::error_code writeThrough(StringRef File, StringRef Text) {
  int Descriptor;
  if (std::error_code EC = fs::openFileForWrite(File, Descriptor, fs::CD_OpenExisting))
    return EC;
  std::error_code EC = writeAll(Descriptor, Text);
  if (close(Descriptor) != 0 && !EC)
    EC = lastError();
  return EC;
}

/// A link in an untrusted folder could lead to any file of the user: it may only lead to files below its
/// own folder. The system's links (/dev/stdout) may lead anywhere.
static bool leadsElsewhere(StringRef File) {
  fs::file_status Itself;
  if (fs::status(File, Itself, /*follow=*/false) || !fs::is_symlink_file(Itself))
    return false;
  StringRef Parent = path::parent_path(File);
  llvm::SmallString<256> Folder, Target;
  if (fs::real_path(Parent.empty() ? "." : Parent, Folder) || Folder == "/dev" || fs::real_path(File, Target))
    return false; // a dangling link is replaced
  return !(StringRef(Target).starts_with(Folder) &&
           StringRef(Target).drop_front(Folder.size()).starts_with("/"));
}

std::error_code asyncsafe::writeNow(StringRef File, StringRef Text) {
  if (leadsElsewhere(File))
    return std::make_error_code(std::errc::too_many_symbolic_link_levels);
  fs::file_status Status;
  bool Exists = !fs::status(File, Status);
  if (Exists && !fs::is_regular_file(Status))
    return writeThrough(File, Text);
  // A link is kept: its target is replaced.
  llvm::SmallString<256> Target(File);
  if (Exists && fs::real_path(File, Target))
    Target = File;
  std::optional<fs::perms> Permissions;
  if (Exists)
    Permissions = Status.permissions();
  if (auto Result = writeUnnamed(Target, Text, Permissions))
    return *Result;
  return writeBeside(Target, Text, Permissions);
}

ExitCode asyncsafe::writeFileWhole(StringRef File, StringRef Text) {
  DeferInterrupts Deferred;
  std::optional<std::error_code> Elsewhere = writeInOutputProcess(File, Text);
  std::error_code EC = Elsewhere ? *Elsewhere : writeNow(File, Text);
  if (!EC)
    return ExitCode::Clean;
  std::string Why = EC == std::errc::too_many_symbolic_link_levels
                        ? "it is a link that leads out of its folder; name the file that it leads to"
                        : EC.message();
  complain(llvm::formatv("{0}: cannot write: {1}", File, Why).str());
  return ExitCode::Usage;
}

//===----------------------------------------------------------------------===//
// Files of one kind
//===----------------------------------------------------------------------===//

static bool refuse(StringRef File, StringRef Why) {
  complain((File + ": " + Why + "; name another file for the output").str());
  return false;
}

/// \p Now: the text of \p File, if it can be read.
static bool mayReplace(StringRef File, const OwnKind &Kind,
                       llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> Now) {
  fs::file_status Status;
  bool Keeps = !fs::status(File, Status) && fs::is_regular_file(Status) && Status.getSize();
  if (!Now) {
    std::string Why = llvm::toString(Now.takeError());
    return !Keeps || refuse(File, Why);
  }
  return !Keeps || Kind.Has((*Now)->getBuffer()) ||
         refuse(File, "is not a " + Kind.Name + " file of asyncsafe, and is left as it is");
}

bool asyncsafe::mayReplace(StringRef File, const OwnKind &Kind) {
  return ::mayReplace(File, Kind, readInput(File, InputLimit::Phase));
}

bool asyncsafe::isNoInput(StringRef File, llvm::ArrayRef<std::string> Inputs) {
  fs::UniqueID Itself, Other;
  if (fs::getUniqueID(File, Itself))
    return true; // it does not exist
  for (const std::string &Input : Inputs)
    if (!fs::getUniqueID(Input, Other) && Itself == Other)
      return refuse(File, "is read by this command, and is left as it is");
  return true;
}

ExitCode asyncsafe::writeOwnFile(StringRef File, const OwnKind &Kind, StringRef Text) {
  auto Now = readInput(File, InputLimit::Phase);
  if (Now && (*Now)->getBuffer() == Text)
    return ExitCode::Clean;
  return ::mayReplace(File, Kind, std::move(Now)) ? writeFileWhole(File, Text) : ExitCode::Usage;
}
