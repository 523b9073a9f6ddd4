//===- Print.cpp - The effects graph as text ------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "effects/Print.h"

namespace asyncsafe {

namespace {

std::string number(uint64_t N) { return std::to_string(N); }

std::string position(const SourceRange &R) {
  if (!R.isValid())
    return "-";
  return number(R.Line) + ":" + number(R.Column);
}

std::string calleeName(CalleeId Id, const Unit &U) {
  if (Id >= U.Callees.size())
    return "?";
  const Callee &C = U.Callees[Id];
  std::string Out = C.Name.empty() ? C.Display : C.Name;
  std::string Flags;
  auto Flag = [&](bool On, const char *Name) {
    if (On)
      Flags += Flags.empty() ? Name : std::string(" ") + Name;
  };
  Flag(C.NoThrow, "nothrow");
  Flag(C.IsC, "c");
  Flag(C.NoReturn, "noreturn");
  Flag(C.Virtual, "virtual");
  Flag(C.Indirect, "indirect");
  Flag(C.Standard, "std");
  Flag(C.Body != NoId, "body");
  if (!Flags.empty())
    Out += " {" + Flags + "}";
  return Out;
}

std::string arguments(const CallSite &S, const Unit &U) {
  std::string Out = "(";
  for (size_t I = 0; I < S.Args.size(); ++I) {
    if (I)
      Out += ", ";
    if (I < S.Constants.size() && S.Constants[I])
      Out += std::to_string(*S.Constants[I]);
    else
      Out += S.Args[I].isNone() ? "_" : spelling(S.Args[I]);
    for (auto [Index, Id] : S.FunctionArgs)
      if (Index == I)
        Out += "=>" + (Id < U.Callees.size() ? U.Callees[Id].Display : std::string("?"));
  }
  return Out + ")";
}

std::string value(const Place &P, const std::optional<int64_t> &Constant, CalleeId Function, const Unit &U) {
  if (Function != NoId)
    return calleeName(Function, U);
  if (Constant)
    return std::to_string(*Constant);
  return P.isNone() ? "_" : spelling(P);
}

std::string scopeLine(const UnwindScope &S, ScopeId Id, const Unit &U) {
  std::string Out = "  scope " + number(Id);
  if (S.Parent != NoId)
    Out += " in " + number(S.Parent);
  Out += ": ";
  switch (S.Kind) {
  case ScopeKind::Root:
    return Out + "root";
  case ScopeKind::Terminate:
    return Out + "terminate";
  case ScopeKind::Destroy:
    Out += "destroy " + spelling(S.Action.subject()) + " " + calleeName(S.Action.site().Callee, U);
    break;
  case ScopeKind::Cleanup:
    Out += "cleanup " + calleeName(S.Action.site().Callee, U) + arguments(S.Action.site(), U) + " on";
    for (unsigned I = 0; I < NumSources; ++I)
      if (S.RunsOn & (1u << I))
        Out += " " + std::string(spelling(static_cast<Source>(I)));
    break;
  case ScopeKind::Try:
    Out += "try";
    for (const Handler &H : S.Handlers) {
      Out += " catch(";
      Out += H.CatchAll ? "..." : H.Type;
      Out += ")->B" + number(H.Entry);
    }
    break;
  }
  if (S.Conditional)
    Out += " conditional";
  return Out;
}

} // namespace

static std::string print(const Object &O) {
  std::string Out = "object " + O.Name + ": " + O.Type;
  auto Flag = [&](bool On, const char *Name) {
    if (On)
      Out += std::string(" ") + Name;
  };
  Flag(O.IsField, "field");
  Flag(O.IsLocalToUnit, "unit-local");
  Flag(O.IsVolatile, "volatile");
  Flag(O.IsSigAtomic, "sig-atomic");
  Flag(O.IsUsedAtomically, "used-atomically");
  Flag(O.IsUsedVolatile, "used-volatile");
  Flag(O.IsAtomic, O.IsLockFree ? "lock-free" : "atomic");
  Flag(O.IsThreadLocal, "thread-local");
  Flag(O.IsConst, "const");
  Flag(O.IsStopToken, "stop-token");
  return Out;
}

std::string print(const Effect &E) {
  std::string Out(spelling(E.Kind));
  switch (E.Kind) {
  case EffectKind::Interrupt:
    Out += " " + std::string(spelling(E.Raises)) + " " + std::string(spelling(E.Sure));
    if (E.Interruptible)
      Out += " interruptible";
    if (!E.Why->Type.empty())
      Out += " " + E.Why->Type;
    for (const Effect::ChainLink &L : E.Why->Chain)
      Out += " > " + L.Function;
    break;
  case EffectKind::Mask:
  case EffectKind::Unmask:
  case EffectKind::RestoreMask:
    Out += " " + std::string(spelling(E.Raises));
    if (E.Depth != MaskDepth::Points)
      Out += " " + std::string(spelling(E.Depth));
    break;
  case EffectKind::Acquire:
  case EffectKind::Release:
    Out += " " + std::string(spelling(E.Resource));
    break;
  case EffectKind::Wake:
    if (E.Lasts)
      Out += " lasts";
    break;
  case EffectKind::Block:
    Out += " " + std::string(spelling(E.Wait->Length)) + " " + std::string(spelling(E.Wait->Signal));
    if (E.Sure != Certainty::Definite)
      Out += " " + std::string(spelling(E.Sure));
    if (E.Wait->Deadline)
      Out += " deadline";
    if (E.Wait->NoRetry)
      Out += " no-retry";
    if (E.Wait->RetryTells)
      Out += " retry-tells";
    if (E.Interruptible)
      Out += " interruptible";
    if (E.Wait->EndsItself)
      Out += " ends-itself";
    if (E.Wait->Error != ErrorIn::Errno)
      Out += " error-in-" + std::string(spelling(E.Wait->Error));
    if (E.Wait->SpendsLimit)
      Out += " spends-limit";
    break;
  default:
    break;
  }
  if (!E.Subject.isNone())
    Out += " " + spelling(E.Subject);
  if (!E.Owner.isNone())
    Out += " by " + spelling(E.Owner);
  if (!E.Other.isNone())
    Out += " with " + spelling(E.Other);
  if (E.Wait->Forever && !E.Other.isNone())
    Out += " forever" + spelling(*E.Wait->Forever);
  if (E.Wait->Unit != LimitUnit::Unknown && !E.Other.isNone())
    Out += " in " + std::string(spelling(E.Wait->Unit));
  if (E.Wait->Limit)
    Out += " lasting " + std::to_string(*E.Wait->Limit) + "ns";
  if (E.Wait->TakesMask)
    Out += " mask " + spelling(E.Wait->Mask);
  if (E.Success)
    Out += " if ret" + spelling(*E.Success);
  for (const Condition &C : E.When)
    Out += " when " + spelling(C.Subject) + spelling(C.Test);
  return Out;
}

std::string_view spelling(UseKind As) {
  switch (As) {
  case UseKind::Index:
    return "index";
  case UseKind::Size:
    return "size";
  case UseKind::Sum:
    return "summand";
  case UseKind::Bound:
    return "bound";
  case UseKind::Look:
    return "something to look at";
  }
  return "";
}

std::string print(const Event &E, const Unit &U) {
  std::string Out = position(E.Expr) + " ";
  switch (E.kind()) {
  case EventKind::Effect:
    Out += print(E.effect());
    break;
  case EventKind::Call:
    if (!E.site().Result.isNone())
      Out += spelling(E.site().Result) + " = ";
    Out += "call ";
    if (!E.site().This.isNone())
      Out += spelling(E.site().This) + " ";
    Out += calleeName(E.site().Callee, U) + arguments(E.site(), U);
    break;
  case EventKind::Destroy:
    Out += "destroy " + spelling(E.subject()) + " " + calleeName(E.site().Callee, U);
    break;
  case EventKind::Assign:
    Out += spelling(E.subject()) + " := " + value(E.other(), E.constant(), E.function(), U);
    if (E.sets())
      Out += " | " + std::to_string(E.sets());
    if (E.clears())
      Out += " & ~" + std::to_string(E.clears());
    if (E.adds())
      Out += (E.adds() > 0 ? " + " : " - ") + std::to_string(std::abs(E.adds()));
    if (unsigned Parameter = E.addsParameter())
      Out += " + arg" + std::to_string(Parameter - 1);
    break;
  case EventKind::Read:
    Out += "read " + spelling(E.subject());
    break;
  case EventKind::Use:
    Out += "use " + spelling(E.subject()) + " as " + std::string(spelling(E.use()));
    break;
  case EventKind::Throw:
    Out += E.effect().Why->Type.empty() ? "rethrow" : "throw " + E.effect().Why->Type;
    break;
  case EventKind::Return:
    Out += "return " + value(E.subject(), E.constant(), E.function(), U);
    break;
  }
  Out += " [scope " + number(E.Scope);
  if (E.JumpsTo != NoId)
    Out += ", jumps to B" + number(E.JumpsTo);
  return Out + "]";
}

std::string print(const Function &F, const Unit &U) {
  std::string Out = "function " + F.Name;
  auto Flag = [&](bool On, const char *Name) {
    if (On)
      Out += std::string(" ") + Name;
  };
  Flag(F.IsNoexcept, "noexcept");
  Flag(F.IsMain, "main");
  Flag(F.IsCoroutine, "coroutine");
  Flag(F.IsConstructor, "constructor");
  Flag(F.IsDestructor, "destructor");
  Flag(F.IsLambda, "lambda");
  Out += "\n";
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    Out += "  B" + number(B) + ":";
    for (const Edge &S : F.Blocks[B].Successors) {
      Out += (S.IsOnce ? " once->B" : " ->B") + number(S.To);
      if (S.When)
        Out += "(" + spelling(S.When->Subject) + spelling(S.When->Test) + ")";
    }
    Out += "\n";
    for (const Event &E : F.Blocks[B].Events)
      Out += "    " + print(E, U) + "\n";
  }
  for (ScopeId S = 0; S < F.Scopes.size(); ++S)
    Out += scopeLine(F.Scopes[S], S, U) + "\n";
  return Out;
}

std::string print(const Unit &U) {
  std::string Out;
  for (const Function &F : U.Functions)
    Out += print(F, U);
  for (const Object &O : U.Objects)
    Out += print(O) + "\n";
  for (const InitialValue &V : U.InitialValues)
    Out += "initially " + spelling(V.Subject) + " = " + value(Place(), V.Constant, V.Function, U) + "\n";
  for (const Evidence &E : U.LiveEvidence)
    Out += "evidence " + std::string(spelling(E.Of)) + " " + E.Name + " " + position(E.Where) + "\n";
  for (const Refusal &R : U.Refusals)
    Out += "refused " + R.Function + " " + position(R.Range) + ": " + R.Reason + "\n";
  return Out;
}

} // namespace asyncsafe
