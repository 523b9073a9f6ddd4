#include "journal.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void journal_lock(struct journal *j) { pthread_mutex_lock(&j->mutex); }
static void journal_unlock(struct journal *j) { pthread_mutex_unlock(&j->mutex); }

/* A gap, twice: a thread that is cancelled in write() leaves the lock taken and the file open. */
int journal_append(struct journal *j, const char *line) {
  int result = -1;
  pthread_testcancel(); /* a good moment: nothing is held yet */
  journal_lock(j);
  int fd = open(j->path, O_WRONLY | O_APPEND | O_CREAT, 0644);
  if (fd >= 0) {
    result = write(fd, line, strlen(line)) < 0 ? -1 : 0;
    j->entries++;
    close(fd);
  }
  journal_unlock(j);
  return result;
}

/* Right: cancellation is kept out for as long as something is held. */
int journal_append_masked(struct journal *j, const char *line) {
  int result = -1, old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  journal_lock(j);
  int fd = open(j->path, O_WRONLY | O_APPEND | O_CREAT, 0644);
  if (fd >= 0) {
    result = write(fd, line, strlen(line)) < 0 ? -1 : 0;
    j->entries++;
    close(fd);
  }
  journal_unlock(j);
  pthread_setcancelstate(old, NULL);
  return result;
}

/* Right: nothing in between is a cancellation point. */
int journal_count(struct journal *j) {
  journal_lock(j);
  int entries = j->entries;
  journal_unlock(j);
  return entries;
}
