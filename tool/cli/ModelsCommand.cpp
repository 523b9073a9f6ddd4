//===- ModelsCommand.cpp - asyncsafe models -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lists the model rows in effect, and so validates the user's models.
//
//===----------------------------------------------------------------------===//

#include "effects/Print.h"
#include "models/Models.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/Command.h"
#include "tool/cli/Terminal.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runModels(const Invocation &I);

Command asyncsafe::ModelsCommand("models", "list or validate the API models", runModels);
static cl::list<std::string> Files("models",
                                   cl::desc("Model file that refines the built-in models; can be repeated"),
                                   cl::value_desc("file"), cl::sub(ModelsCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string> Name(cl::Positional, cl::desc("[FUNCTION]"), cl::sub(ModelsCommand.Sub),
                                 cl::cat(ourOptions()));

static std::string print(const ModelRow &Row) {
  std::string Text = llvm::join(Row.Names, ", ");
  if (Row.MinArity || Row.MaxArity) {
    auto Bound = [](std::optional<unsigned> N) { return N ? std::to_string(*N) : std::string(); };
    Text += Row.MinArity == Row.MaxArity ? "/" + Bound(Row.MinArity)
                                         : "/" + Bound(Row.MinArity) + ".." + Bound(Row.MaxArity);
  }
  if (!Row.Signature.empty())
    Text += "(" + llvm::join(Row.Signature, ", ") + ")";
  Text += llvm::formatv("  [{0}{1}{2}]\n", Row.File, Row.Pointer.empty() ? "" : "#", Row.Pointer);
  for (const Effect &E : Row.Effects)
    Text += "  " + print(E) + "\n";
  if (Row.NoThrow)
    Text += "  never throws\n";
  if (Row.NoReturn)
    Text += "  does not return\n";
  if (Row.NeverSuspends)
    Text += "  never suspends\n";
  if (!Row.SourceText.empty())
    Text += "  source: " + Row.SourceText + "\n";
  return Text;
}

static ExitCode runModels(const Invocation &) {
  closeRoom({});
  std::vector<ModelError> Errors;
  std::shared_ptr<const ModelSet> Models =
      Files.empty() ? ModelSet::builtin() : ModelSet::load({Files.begin(), Files.end()}, Errors);
  for (const ModelError &E : Errors)
    complain(E.message());
  if (!Errors.empty() || !Models)
    return ExitCode::Usage;
  std::string Text;
  for (const ModelRow &Row : Models->rows())
    if (Name.empty() || llvm::is_contained(Row.Names, Name))
      Text += print(Row);
  if (Text.empty()) {
    complain(llvm::formatv("no model row for '{0}'", Name).str());
    return ExitCode::Usage;
  }
  return writeWhole(Text);
}
