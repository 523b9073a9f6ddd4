//===- NinjaFile.cpp - The phases as rules of Ninja -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/NinjaFile.h"

#include "tool/cli/CapturedUnit.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace asyncsafe;
using llvm::StringRef;

/// A word of a command: for the shell, which takes it as it is, and then for Ninja.
static std::string word(StringRef Text) {
  constexpr StringRef Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=+:,@%";
  std::string Quoted;
  if (!Text.empty() && Text.find_first_not_of(Plain) == StringRef::npos) {
    Quoted = Text.str();
  } else {
    Quoted = "'";
    for (char C : Text)
      Quoted += C == '\'' ? std::string("'\\''") : std::string(1, C);
    Quoted += "'";
  }
  std::string Out;
  for (char C : Quoted)
    Out += C == '$' ? std::string("$$") : std::string(1, C);
  return Out;
}

static std::string words(llvm::ArrayRef<std::string> All) {
  std::string Out;
  for (const std::string &Text : All)
    Out += " " + word(Text);
  return Out;
}

/// A file in a build statement.
static std::string path(StringRef File) {
  std::string Out;
  for (char C : File) {
    if (C == ' ' || C == ':' || C == '$' || C == '|')
      Out += '$';
    Out += C;
  }
  return Out;
}

/// Ninja ends a line at these, and has no escape for them.
static bool hasLineBreak(StringRef Text) {
  return Text.find_first_of(StringRef("\n\r\0", 3)) != StringRef::npos;
}

/// A file's name without what a command line or a pattern could take for something else.
static std::string plainName(StringRef File) {
  std::string Name = llvm::sys::path::filename(File).str();
  for (char &C : Name)
    if (!llvm::isAlnum(C) && C != '.' && C != '-' && C != '_')
      C = '_';
  return Name;
}

static constexpr StringRef Begin = "# Written by 'asyncsafe ninja'.";

const OwnKind &asyncsafe::ownNinjaFile() {
  static const OwnKind Kind{"Ninja", [](StringRef Text) { return Text.starts_with(Begin); }};
  return Kind;
}

static constexpr StringRef Rules = R"(
rule capture
  command = $asyncsafe capture $file -o $out --depfile $out.d --directory $directory $settings --whole-command -- $words
  description = capture $source
  depfile = $out.d
  deps = gcc
  restat = 1

rule link
  command = $asyncsafe link @$out.rsp -o $out --depfile $out.d --slices -p $buildfolder --skipped $skipped
  description = link
  depfile = $out.d
  deps = gcc
  rspfile = $out.rsp
  rspfile_content = $in_newline
  restat = 1

rule analyse
  command = $asyncsafe analyse $graph --answers $in -o $out
  description = analyse $source
  restat = 1

rule ninja
  command = $asyncsafe ninja -p $database -o $out --folder $folder $settings
  description = write $out
  generator = 1
  restat = 1
)";

llvm::Expected<std::string> asyncsafe::ninjaFile(const NinjaPlan &Plan) {
  std::string Builds, Link, Slices, Findings;
  for (const CompileJob &Job : Plan.Units->Jobs) {
    if (hasLineBreak(Job.File + Job.Directory) || llvm::any_of(Job.Arguments, hasLineBreak))
      return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                     Job.File +
                                         ": its command contains a line break, which a Ninja file cannot; "
                                         "leave it out of the database");
    // The number tells apart files of one name, and commands of one file.
    std::string Name = Plan.Folder + "/units/" + plainName(Job.File) + "-" +
                       llvm::toHex(StringRef(idOf(Job)).take_front(8), /*LowerCase=*/true);
    std::string Graph = path(Name + ".graph"), Slice = path(Name + ".graph.answers");
    std::string Source = "  source = " + path(Job.File) + "\n";
    Builds += "\nbuild " + Graph + ": capture | $program\n" + Source + "  file = " + word(Job.File) +
              "\n  directory = " + word(Job.Directory) + "\n  words =" + words(Job.Arguments) + "\n";
    Builds += "build " + path(Name + ".findings") + ": analyse " + Slice + " | $program\n" + Source +
              "  graph = " + word(Name + ".graph") + "\n";
    Link += " $\n  " + Graph;
    Slices += " $\n  " + Slice;
    Findings += " $\n  " + path(Name + ".findings");
  }
  std::string Text = Begin.str() + " Its results are reported by\n#   asyncsafe report " + Plan.Folder +
                     "/units/*.findings --answers " + Plan.Folder +
                     "/program.answers\nninja_required_version = 1.7\n";
  Text += "builddir = " + path(Plan.Folder) + "\nprogram = " + path(Plan.Program) +
          "\nasyncsafe = " + word(Plan.Program) + "\ndatabase = " + word(Plan.Database) +
          "\nbuildfolder = " + word(llvm::sys::path::parent_path(Plan.Database)) +
          "\nfolder = " + word(Plan.Folder) + "\nskipped = " + std::to_string(Plan.Units->Skipped) +
          "\nsettings =" + words(Plan.Settings) + "\n";
  Text += Rules;
  Text += Builds;
  Text +=
      "\nbuild " + path(Plan.Folder + "/program.answers") + " |" + Slices + ": link" + Link + " | $program\n";
  Text += "\nbuild findings: phony" + Findings + "\ndefault findings\n";
  Text += "\nbuild " + path(Plan.Output) + ": ninja " + path(Plan.Database) + " | $program\n";
  return Text;
}
