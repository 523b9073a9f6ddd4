//===- Terminal.cpp - Terminal output -------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Terminal.h"

#include "tool/report/Escape.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <cstdlib>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace asyncsafe;
using llvm::StringRef;

static std::atomic<bool> LineDrawn{false};

/// A terminal on which a line can be erased.
static bool isSmartTerminal(int FileDescriptor) {
  const char *Term = std::getenv("TERM");
  return isatty(FileDescriptor) && Term && StringRef(Term) != "dumb";
}

bool asyncsafe::wantsColour(int FileDescriptor) {
  if (const char *Force = std::getenv("CLICOLOR_FORCE"); Force && *Force && StringRef(Force) != "0")
    return true;
  const char *No = std::getenv("NO_COLOR");
  return !(No && *No) && isSmartTerminal(FileDescriptor);
}

static void say(StringRef Level, llvm::raw_ostream::Colors Colour, StringRef Message) {
  llvm::raw_ostream &Err = llvm::errs();
  Err.enable_colors(wantsColour(STDERR_FILENO));
  Err << eraseSequence() << "asyncsafe: ";
  Err.changeColor(Colour, /*Bold=*/true) << Level << ": ";
  Err.resetColor();
  Err << visible(Message) << '\n';
}

void asyncsafe::complain(StringRef Message) { say("error", llvm::raw_ostream::RED, Message); }
void asyncsafe::warn(StringRef Message) { say("warning", llvm::raw_ostream::MAGENTA, Message); }

bool asyncsafe::sameFile(int A, int B) {
  struct stat SA, SB;
  return fstat(A, &SA) == 0 && fstat(B, &SB) == 0 && SA.st_dev == SB.st_dev && SA.st_ino == SB.st_ino;
}

StringRef asyncsafe::eraseSequence() { return LineDrawn.exchange(false) ? "\r\x1b[K" : ""; }

ProgressLine::ProgressLine(unsigned Total) : Live(isSmartTerminal(STDERR_FILENO)), Total(Total) {}

void ProgressLine::begin(StringRef Name) {
  if (!Live)
    return;
  std::lock_guard<std::mutex> Lock(Guard);
  Current = visible(Name);
  draw();
}

void ProgressLine::end() {
  if (!Live)
    return;
  std::lock_guard<std::mutex> Lock(Guard);
  ++Done;
  draw();
}

void ProgressLine::draw() {
  winsize Size{};
  unsigned Width = ioctl(STDERR_FILENO, TIOCGWINSZ, &Size) == 0 && Size.ws_col ? Size.ws_col : 80;
  std::string Line = llvm::formatv("[{0}/{1}] ", Done, Total);
  // A line that wraps could not be erased; the end of a path is more informative than its beginning.
  unsigned Room = Width > Line.size() + 4 ? Width - Line.size() - 1 : 0;
  if (Current.size() <= Room)
    Line += Current;
  else if (Room)
    Line += "..." + Current.substr(Current.size() - (Room - 3));
  LineDrawn = true;
  llvm::errs() << "\r" << Line << "\x1b[K";
}

void ProgressLine::clear() {
  std::lock_guard<std::mutex> Lock(Guard);
  if (Live)
    llvm::errs() << eraseSequence();
}
