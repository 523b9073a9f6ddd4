//===- StateWording.cpp - Wording of findings about changed state ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/StateWording.h"

namespace asyncsafe {

Cause causeOf(StateKind K) {
  switch (K) {
  case StateKind::SignalMask:
    return Source::Signal;
  case StateKind::CancelState:
    return Source::Cancel;
  case StateKind::Interruption:
    return Source::Interrupt;
  case StateKind::Disposition:
    return Source::Signal;
  case StateKind::Innermost:
    return Source::Jump;
  case StateKind::CleanupRecord:
    return Source::Cancel;
  case StateKind::Lock:
    return Cause::controlFlow();
  }
  return Cause::controlFlow();
}

std::string changeClause(StateKind K, const Place &Kept) {
  switch (K) {
  case StateKind::SignalMask:
    return "the signal mask is changed here";
  case StateKind::CancelState:
    return "the cancellation state is changed here";
  case StateKind::Interruption:
    return "the interruption state is changed here";
  case StateKind::Disposition:
    return "the signal handler is replaced here";
  case StateKind::Innermost:
    return "the address of a local object is stored here";
  case StateKind::CleanupRecord:
    return "a cleanup handler is pushed here";
  case StateKind::Lock:
    break;
  }
  std::string Name = spelling(Kept);
  constexpr std::string_view This = "this->";
  if (Name.compare(0, This.size(), This) == 0)
    Name.erase(0, This.size());
  return "lock " + quoted(Name) + " is acquired here";
}

std::string_view staysClause(StateKind K) {
  switch (K) {
  case StateKind::SignalMask:
    return "the caller goes on with signals blocked: they are never delivered";
  case StateKind::CancelState:
    return "the thread can no longer be cancelled, and the thread that joins it blocks forever";
  case StateKind::Interruption:
    return "the thread can no longer be interrupted, and the thread that joins it blocks forever";
  case StateKind::Disposition:
    return "the signal is handled, or ignored, as it was meant for a time only";
  case StateKind::Innermost:
    return "the pointer leads to a frame that has ended: what follows it corrupts memory";
  case StateKind::CleanupRecord:
    return "the thread's list of handlers leads to a frame that has ended: a later cancellation calls into "
           "it";
  case StateKind::Lock:
    break;
  }
  return "the next thread that takes the lock blocks forever";
}

} // namespace asyncsafe
