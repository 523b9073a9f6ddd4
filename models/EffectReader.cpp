//===- EffectReader.cpp - The effects of a model row ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "models/EffectReader.h"

#include <cmath>

namespace asyncsafe {

namespace {

/// The meaning of an effect's verb (its only main key), and the keys that go with it.
struct Verb {
  const char *Key;
  EffectKind Kind;
  enum class Value : uint8_t { Resource, Subject, Source, Bound, Reach } Main;
  std::vector<std::string_view> Required, Optional;
};

const std::vector<Verb> &verbs() {
  using V = Verb::Value;
  static const std::vector<Verb> Table = {
      {"acquires", EffectKind::Acquire, V::Resource, {"at"}, {"success", "owner", "ends-itself"}},
      {"releases", EffectKind::Release, V::Resource, {"at"}, {"success"}},
      {"adopts", EffectKind::Adopt, V::Subject, {"by"}, {"kind"}},
      {"associates", EffectKind::Associate, V::Subject, {"by"}, {"kind"}},
      {"disarms", EffectKind::Disarm, V::Subject, {}, {"result"}},
      {"transfers", EffectKind::Transfer, V::Subject, {"to"}, {}},
      {"escapes", EffectKind::Escape, V::Subject, {}, {}},
      {"interrupts",
       EffectKind::Interrupt,
       V::Source,
       {},
       {"sure", "type", "through", "witness", "interruptible"}},
      {"masks", EffectKind::Mask, V::Source, {}, {"set", "owner", "saves", "state"}},
      {"unmasks", EffectKind::Unmask, V::Source, {}, {"set", "owner", "saves"}},
      {"restores", EffectKind::RestoreMask, V::Source, {}, {"from", "saves"}},
      {"blocks",
       EffectKind::Block,
       V::Bound,
       {},
       {"on", "sure", "forever", "unit", "deadline", "on-signal", "retry", "retry-tells", "success",
        "stop-token", "mask", "error", "spends-limit", "ends-itself", "interruptible", "kind"}},
      {"wakes", EffectKind::Wake, V::Subject, {}, {"lasts"}},
      {"registers-handler",
       EffectKind::RegisterHandler,
       V::Subject,
       {},
       {"signal", "flags", "restarts", "keeps"}},
      {"pushes-cleanup", EffectKind::PushCleanup, V::Subject, {}, {"argument", "strikes"}},
      {"sets-jump", EffectKind::SetJump, V::Subject, {}, {}},
      {"runs-callback", EffectKind::RunsCallback, V::Subject, {}, {}},
      {"runs-on-thread", EffectKind::RunsOnThread, V::Subject, {}, {"handle"}},
      {"runs-at-exit", EffectKind::RunsAtExit, V::Subject, {}, {}},
      {"cancels-thread", EffectKind::CancelThread, V::Subject, {}, {}},
      {"cancelled", EffectKind::CancelAnywhere, V::Reach, {}, {}},
      {"outlives", EffectKind::Outlive, V::Resource, {"at"}, {}},
      {"undoes", EffectKind::Undo, V::Resource, {"at"}, {}},
      {"sets-nonblocking", EffectKind::SetNonblocking, V::Subject, {}, {}},
      {"opens-slow", EffectKind::OpenSlow, V::Subject, {}, {}},
      {"sends-signal", EffectKind::SendSignal, V::Subject, {}, {"to", "after", "every"}},
      {"answers", EffectKind::Answer, V::Subject, {}, {}},
      {"stores", EffectKind::Store, V::Subject, {}, {"value"}},
      {"adds", EffectKind::Add, V::Subject, {"value"}, {}},
      {"subtracts", EffectKind::Subtract, V::Subject, {"value"}, {}},
      {"replaces-program", EffectKind::ReplaceProgram, V::Subject, {}, {}},
      {"starts-process", EffectKind::StartProcess, V::Subject, {}, {}},
  };
  return Table;
}

std::vector<std::string_view> verbKeys() {
  std::vector<std::string_view> Keys;
  for (const Verb &V : verbs())
    Keys.push_back(V.Key);
  return Keys;
}

std::optional<EffectKind> parseReach(std::string_view Text) {
  if (Text == "anywhere")
    return EffectKind::CancelAnywhere;
  if (Text == "at-points")
    return EffectKind::CancelAtPoints;
  return std::nullopt;
}

/// An integer; `2.0` counts as one, as in JSON Schema.
bool isConstant(const Json &J) {
  constexpr double Most = 1e15; // exact as a double
  return J.is_number() && J.get<double>() >= -Most && J.get<double>() <= Most &&
         std::trunc(J.get<double>()) == J.get<double>();
}

/// Keys beside the verb.
void readEffectKey(WordReader &Words, std::string_view Key, const Json &J, const std::string &At, Effect &E) {
  if (Key == "at")
    Words.readPlace(J, At, E.Subject);
  else if (Key == "owner" || Key == "by" || Key == "to" || Key == "stop-token" || Key == "flags")
    Words.readPlace(J, At, E.Owner);
  else if (Key == "value" && isConstant(J))
    E.OtherValue = static_cast<int64_t>(J.get<double>());
  else if (Key == "saves" || Key == "result" || Key == "signal" || Key == "argument" || Key == "value" ||
           Key == "handle" || Key == "after")
    Words.readPlace(J, At, E.Other);
  else if (Key == "from" || Key == "on" || Key == "set")
    Words.readPlace(J, At, E.Subject);
  else if (Key == "keeps")
    Words.readPlace(J, At, E.Wait.edit().Mask);
  else if (Key == "success")
    E.Success = Words.readSuccess(J, At);
  else if (Key == "kind")
    Words.readKind(J, At, E.Resource);
  else if (Key == "strikes")
    Words.readSource(J, At, E.Raises);
  else if (Key == "sure") {
    if (auto C = Words.word<Certainty>(J, At, "certainty (definite, likely, unknown)", parseCertainty))
      E.Sure = *C;
  } else if (Key == "type" || Key == "through") {
    if (Words.isString(J, At)) {
      E.Why.edit().Type = Words.text(J);
      if (!isQualifiedName(E.Why.edit().Type))
        Words.error(At, inQuotes(E.Why.edit().Type) + " is not a qualified name");
    }
  } else if (Key == "witness") {
    if (Words.isString(J, At))
      E.Why.edit().Witness = Words.text(J);
  } else if (Key == "forever") {
    E.Wait.edit().Forever = Words.word<Predicate>(J, At, "condition (<0, ==null)", parsePredicate);
  } else if (Key == "unit") {
    if (auto L = Words.word<LimitUnit>(
            J, At,
            "unit of a limit (seconds, milliseconds, microseconds, nanoseconds, timespec, "
            "timeval, duration)",
            parseLimitUnit))
      E.Wait.edit().Unit = *L;
  } else if (Key == "state") {
    if (auto D = Words.word<MaskDepth>(J, At, "state of a mask (masked, uninterruptible)", parseMaskDepth))
      E.Depth = *D;
  } else if (Key == "on-signal") {
    if (auto S = Words.word<OnSignal>(J, At, "effect of a signal (ignores, restarts, fails)", parseOnSignal))
      E.Wait.edit().Signal = *S;
  } else if (Key == "mask") {
    Words.readPlace(J, At, E.Wait.edit().Mask);
    E.Wait.edit().TakesMask = true;
  } else if (Key == "every") {
    Words.readPlace(J, At, E.Wait.edit().Mask);
  } else if (Key == "deadline")
    Words.readFlag(J, At, E.Wait.edit().Deadline);
  else if (Key == "error") {
    if (auto I = Words.word<ErrorIn>(J, At, "place of an error number (errno, result, negated, elsewhere)",
                                     parseErrorIn))
      E.Wait.edit().Error = *I;
  } else if (Key == "interruptible")
    Words.readFlag(J, At, E.Interruptible);
  else if (Key == "spends-limit")
    Words.readFlag(J, At, E.Wait.edit().SpendsLimit);
  else if (Key == "ends-itself")
    Words.readFlag(J, At, E.Wait.edit().EndsItself);
  else if (Key == "lasts")
    Words.readFlag(J, At, E.Lasts);
  else if (Key == "restarts")
    Words.readFlag(J, At, E.Restarting);
  else if (Key == "retry") {
    bool Retry = true;
    Words.readFlag(J, At, Retry);
    E.Wait.edit().NoRetry = !Retry;
  } else if (Key == "retry-tells")
    Words.readFlag(J, At, E.Wait.edit().RetryTells);
  else if (Key == "when")
    Words.readWhen(J, At, E.When);
}

} // namespace

void readEffect(WordReader &Words, const Json &J, const std::string &At, const std::string &RowSource,
                std::vector<Effect> &Out) {
  if (!J.is_object()) {
    Words.error(At, "must be an object, not " + std::string(typeName(J)));
    return;
  }
  const Verb *V = nullptr;
  for (const Verb &Candidate : verbs()) {
    if (!J.contains(Candidate.Key))
      continue;
    if (V) {
      Words.error(At, "says both '" + std::string(V->Key) + "' and '" + Candidate.Key +
                          "'; an effect has one verb");
      return;
    }
    V = &Candidate;
  }
  if (!V) {
    Words.error(At, "has no verb; an effect says one of " + Words.list(verbKeys()));
    return;
  }
  std::set<std::string_view> Keys = {V->Key, "when"};
  Keys.insert(V->Required.begin(), V->Required.end());
  Keys.insert(V->Optional.begin(), V->Optional.end());
  Words.isObject(J, At, Keys);
  for (std::string_view Key : V->Required)
    if (!J.contains(std::string(Key)))
      Words.error(At, "'" + std::string(V->Key) + "' needs '" + std::string(Key) + "'");

  Effect E;
  E.Kind = V->Kind;
  const Json &Main = J[V->Key];
  std::string MainAt = pointerTo(At, V->Key);
  switch (V->Main) {
  case Verb::Value::Resource:
    Words.readKind(Main, MainAt, E.Resource);
    break;
  case Verb::Value::Subject:
    Words.readPlace(Main, MainAt, E.Subject);
    break;
  case Verb::Value::Source:
    Words.readSource(Main, MainAt, E.Raises);
    break;
  case Verb::Value::Bound:
    // "unbounded", or the argument that gives the limit.
    if (!(Main.is_string() && Words.text(Main) == "unbounded"))
      Words.readPlace(Main, MainAt, E.Other);
    break;
  case Verb::Value::Reach:
    if (auto K =
            Words.word<EffectKind>(Main, MainAt, "reach of a cancellation (anywhere, at-points)", parseReach))
      E.Kind = *K;
    break;
  }
  if (E.Kind == EffectKind::PushCleanup)
    E.Raises = Source::Cancel;
  for (auto It = J.begin(); It != J.end(); ++It)
    if (It.key() != V->Key && Keys.count(It.key()))
      readEffectKey(Words, It.key(), *It, pointerTo(At, It.key()), E);
  if (E.Kind == EffectKind::Interrupt) {
    if (E.Why->Witness.empty())
      E.Why.edit().Witness = RowSource;
    if (J.contains("type") && E.Raises != Source::Throw && E.Raises != Source::Interrupt)
      Words.error(pointerTo(At, "type"), "only 'throw' and 'interrupt' have a type");
    if (J.contains("through") && E.Raises != Source::Jump)
      Words.error(pointerTo(At, "through"), "only a 'jump' goes through a field");
  }
  if (E.Kind == EffectKind::Block && E.Wait->Unit != LimitUnit::Unknown &&
      (E.Other.isNone() || E.Wait->Deadline))
    Words.error(pointerTo(At, "unit"),
                E.Wait->Deadline ? "a deadline has no unit" : "a wait without a limit has no unit");
  Out.push_back(std::move(E));
}

} // namespace asyncsafe
