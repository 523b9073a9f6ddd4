/* An append-only journal, written by threads that may be cancelled. */
#ifndef JOURNAL_H
#define JOURNAL_H
#include <pthread.h>
#ifdef __cplusplus
extern "C" {
#endif

struct journal {
  pthread_mutex_t mutex;
  const char *path;
  int entries;
};

int journal_append(struct journal *j, const char *line);
int journal_append_masked(struct journal *j, const char *line);
int journal_count(struct journal *j);

#ifdef __cplusplus
}
#endif
#endif
