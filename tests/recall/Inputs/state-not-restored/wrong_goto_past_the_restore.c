// wrong: when the second buffer cannot be had, 'fail' lies behind the restoration of SIGINT, and Ctrl-C stays ignored.
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <string.h>

int sort_lines(char **lines, size_t n) {
  void (*before)(int) = signal(SIGINT, SIG_IGN); // HERE
  int rc = -1;
  char **copy = malloc(n * sizeof *copy);
  if (!copy)
    goto restore;
  size_t *rank = calloc(n, sizeof *rank);
  if (!rank)
    goto fail; // OR
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++)
      rank[i] += strcmp(lines[j], lines[i]) < 0;
  for (size_t i = 0; i < n; i++)
    copy[rank[i]] = lines[i];
  memcpy(lines, copy, n * sizeof *copy);
  free(rank);
  rc = 0;
  free(copy);
restore:
  signal(SIGINT, before);
  return rc;
fail:
  free(copy);
  return rc;
}
