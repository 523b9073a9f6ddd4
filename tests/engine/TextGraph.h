//===- TextGraph.h - Graphs that unit tests write as text -------*- C++ -*-===//
//
// Reads units in the form of `dump --stage=effects`, as far as tests of the engine need
// it; source positions are left out, and a mark stands for a point of the program:
//
//   function f [main]
//     B0: ->B1(p!=0) ->B2
//       call g | virtual g | callback g | thread g
//       flag := 1 | read flag | return | throw E | acquire lock m | release lock m
//       mark NAME
//
// A name is a variable with static storage, `arg0` a parameter. What is no line of this
// form is an error, with its number.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TESTS_ENGINE_TEXTGRAPH_H
#define ASYNCSAFE_TESTS_ENGINE_TEXTGRAPH_H

#include "effects/Graph.h"

#include <map>
#include <sstream>
#include <stdexcept>

namespace asyncsafe {

struct Mark {
  FunctionId F = NoId;
  BlockId Block = 0;
  unsigned Index = 0;
};

class TextGraph {
public:
  explicit TextGraph(const std::string &Text) {
    U.Files = {"test.c"};
    U.MainFile = "test.c";
    std::istringstream In(Text);
    for (std::string Line; std::getline(In, Line);) {
      ++Number;
      std::istringstream Words(Line);
      std::string First;
      if (Words >> First)
        line(First, Words);
    }
    for (CalleeId C = 0; C < U.Callees.size(); ++C)
      for (FunctionId F = 0; F < U.Functions.size(); ++F)
        if (U.Functions[F].Name == U.Callees[C].Name)
          U.Callees[C].Body = F;
  }

  Unit U;
  std::map<std::string, Mark> Marks;

  FunctionId function(const std::string &Name) const {
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (U.Functions[F].Name == Name)
        return F;
    throw std::runtime_error("no function " + Name);
  }

  CalleeId callee(const std::string &Name, bool Virtual = false) {
    for (CalleeId C = 0; C < U.Callees.size(); ++C)
      if (U.Callees[C].Name == Name && U.Callees[C].Virtual == Virtual)
        return C;
    Callee C;
    C.Key = C.Name = C.Display = Name;
    C.Virtual = Virtual;
    C.NoReturn = Name == "abort";
    U.Callees.push_back(C);
    return static_cast<CalleeId>(U.Callees.size() - 1);
  }

private:
  [[noreturn]] void fail(const std::string &Why) const {
    throw std::runtime_error("line " + std::to_string(Number) + ": " + Why);
  }

  void line(const std::string &First, std::istringstream &Words) {
    if (First == "function") {
      Function F;
      Words >> F.Name;
      F.Key = F.Display = F.Name;
      F.Range = {0, Number * 100, Number * 100 + 100000, Number, 1};
      for (std::string Flag; Words >> Flag;)
        F.IsMain |= Flag == "main";
      F.Scopes.emplace_back();
      U.Functions.push_back(std::move(F));
      return;
    }
    if (U.Functions.empty())
      fail("no function yet");
    Function &F = U.Functions.back();
    if (First.size() > 2 && First.front() == 'B' && First.back() == ':') {
      if (First != "B" + std::to_string(F.Blocks.size()) + ":")
        fail("blocks come in order");
      F.Blocks.emplace_back();
      for (std::string Word; Words >> Word;)
        F.Blocks.back().Successors.push_back(edge(Word));
      return;
    }
    if (F.Blocks.empty())
      fail("no block yet");
    event(First, Words, F.Blocks.back());
  }

  Edge edge(const std::string &Word) {
    if (Word.compare(0, 3, "->B") != 0)
      fail("no edge: " + Word);
    Edge E;
    size_t Open = Word.find('(');
    E.To = static_cast<BlockId>(std::stoul(Word.substr(3, Open)));
    if (Open == std::string::npos)
      return E;
    std::string Test = Word.substr(Open + 1, Word.size() - Open - 2);
    size_t Op = Test.find_first_of("=!<>&");
    std::optional<Predicate> P = parsePredicate(Test.substr(Op));
    if (!P)
      fail("no condition: " + Test);
    E.When = Condition{place(Test.substr(0, Op)), *P};
    return E;
  }

  Place place(const std::string &Name) {
    if (std::optional<Place> Formal = parseFormalPlace(Name))
      return *Formal;
    Place P;
    P.Root = Place::RootKind::Global;
    P.Name = Name;
    for (P.Object = 0; P.Object < U.Objects.size() && U.Objects[P.Object].Name != Name;)
      ++P.Object;
    if (P.Object == U.Objects.size()) {
      Object O;
      O.Name = Name;
      O.IsScalar = true;
      U.Objects.push_back(O);
    }
    return P;
  }

  void event(const std::string &Word, std::istringstream &Words, Block &Into) {
    std::string Name;
    Words >> Name;
    Event E;
    E.Expr = {0, Number * 100, Number * 100 + 1, Number, 1};
    if (Word == "mark") {
      Marks[Name] = {static_cast<FunctionId>(U.Functions.size() - 1),
                     static_cast<BlockId>(U.Functions.back().Blocks.size() - 1),
                     static_cast<unsigned>(Into.Events.size())};
      E.What = UseEvent{};
    } else if (Word == "call" || Word == "virtual") {
      CallSite Site;
      Site.Callee = callee(Name, Word == "virtual");
      E.What = CallEvent{std::move(Site)};
    } else if (Word == "callback" || Word == "thread") {
      Effect Runs;
      Runs.Kind = Word == "callback" ? EffectKind::RunsCallback : EffectKind::RunsOnThread;
      CallSite Site;
      Site.Callee = callee("run_it");
      Site.FunctionArgs = {{0, callee(Name)}};
      Site.Args.resize(1);
      E.What = EffectEvent{std::move(Runs), std::move(Site)};
    } else if (Word == "read") {
      E.What = ReadEvent{place(Name)};
    } else if (Word == "return") {
      E.What = ReturnEvent{};
    } else if (Word == "throw") {
      Effect Raises;
      Raises.Why.edit().Type = Name;
      E.What = ThrowEvent{std::move(Raises)};
    } else if (Word == "acquire" || Word == "release") {
      Effect Does;
      Does.Kind = Word == "acquire" ? EffectKind::Acquire : EffectKind::Release;
      std::optional<ResourceKind> Kind = parseResourceKind(Name);
      if (!Kind || !(Words >> Name))
        fail("no resource: " + Name);
      Does.Resource = *Kind;
      Does.Subject = place(Name);
      CallSite Site;
      Site.Callee = callee(Word);
      E.What = EffectEvent{std::move(Does), std::move(Site)};
    } else if (Name == ":=") {
      int64_t Value = 0;
      if (!(Words >> Value))
        fail("no constant");
      E.What = AssignEvent{place(Word), {}, Value};
    } else {
      fail("no event: " + Word);
    }
    Into.Events.push_back(std::move(E));
  }

  unsigned Number = 0;
};

} // namespace asyncsafe

#endif
