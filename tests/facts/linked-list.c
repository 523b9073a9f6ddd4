// A list that is linked in a loop gives what hangs on it a longer name each turn; the
// names end, and so does the analysis.
// RUN: %dump --stage=facts %s -- %mock | FileCheck --allow-empty %s
// CHECK-NOT: exposure
#include <stdlib.h>
struct node {
  struct node *next, *prev, *up;
  char *text;
};
struct node *reverse_all(struct node *head, struct node *tail, int n) {
  struct node *last = NULL;
  while (n--) {
    struct node *fresh = malloc(sizeof *fresh);
    char *text = malloc(10);
    fresh->text = text;
    fresh->next = head;
    fresh->prev = tail;
    head->up = fresh;
    tail->up = head;
    head = fresh;
    tail = head->prev;
    last = tail->up;
    if (n == 7)
      free(last->text);
    if (n == 8)
      free(head->next->text);
  }
  return head;
}
