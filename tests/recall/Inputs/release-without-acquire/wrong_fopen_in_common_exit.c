// wrong: the list cannot be opened, and 'out' hands the null pointer to fclose(): the program crashes.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int load_list(const char *path, char **names, size_t max) {
  int n = -1;
  FILE *in = NULL;
  char *line = malloc(512);
  if (!line)
    return -1;
  in = fopen(path, "r"); // OR
  if (!in)
    goto out;
  for (n = 0; (size_t)n < max && fgets(line, 512, in); n++) {
    line[strcspn(line, "\n")] = '\0';
    names[n] = strdup(line);
  }
out:
  fclose(in); // HERE
  free(line);
  return n;
}
