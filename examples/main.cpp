#include "decoder.h"
#include "journal.h"
#include "pool.h"
#include "session.h"
#include "signals.h"
#include "store.h"
#include "worker.h"

#include <cstdio>
#include <exception>

static void report() {
  const unsigned char bytes[] = {2, 20, 22};
  decoder d{};
  d.next = bytes;
  d.end = bytes + sizeof bytes;
  try {
    save("sum.txt", std::to_string(decode_sum(&d)));
  } catch (const std::exception &error) {
    std::fprintf(stderr, "sum.txt: %s\n", error.what());
  }
}

static int serveAll() {
  if (signals_start() < 0)
    return -1;
  Pool pool;
  pool.submit([] { std::puts("a job"); });
  pool.onIdle([] { std::puts("idle"); });
  while (!signals_stop_requested() && pool.runOne()) {
    pool.idle();
    signals_handle([] { std::puts("reloaded"); }, [] { std::puts("reaped"); });
    report();
  }

  journal log{PTHREAD_MUTEX_INITIALIZER, "jobs.log", 0};
  journal_append(&log, "started\n");
  journal_append_masked(&log, "stopped\n");

  Session session = serve(0, "session.log");
  session.resume();
  return journal_count(&log);
}

int main() {
  try {
    return serveAll() == 2 ? 0 : 1;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "jobserver: %s\n", error.what());
    return 1;
  }
}
