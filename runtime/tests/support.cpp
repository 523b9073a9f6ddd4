#include "support.hpp"

#include "../src/thread_record.hpp"

namespace asyncsafe::tests {

int tid_of(const scope_token& token) {
  token.record()->lock.lock();
  const int tid = token.record()->tid;
  token.record()->lock.unlock();
  return tid;
}

}  // namespace asyncsafe::tests
