// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// Emulated exceptions of a project's own: try macros are recognised by their setjmp.
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

// In the manner of PostgreSQL.
static sigjmp_buf *stack;
static int error_seen;
#define PG_TRY()                                                                                             \
  do {                                                                                                       \
    sigjmp_buf *save = stack;                                                                                \
    sigjmp_buf local;                                                                                        \
    if (sigsetjmp(local, 0) == 0) {                                                                          \
      stack = &local
#define PG_CATCH()                                                                                           \
  }                                                                                                          \
  else {                                                                                                     \
    stack = save
#define PG_END_TRY()                                                                                         \
  }                                                                                                          \
  stack = save;                                                                                              \
  }                                                                                                          \
  while (0)
#define PG_RE_THROW() rethrow()
static void rethrow(void) __attribute__((noreturn));
static void rethrow(void) { siglongjmp(*stack, 1); }
static void ereport(int level) {
  if (level > 20)
    siglongjmp(*stack, 1);
}

// The same with PostgreSQL's own flag, that only PG_FINALLY sets.
#define PGF_TRY()                                                                                            \
  do {                                                                                                       \
    sigjmp_buf *save = stack;                                                                                \
    sigjmp_buf local;                                                                                        \
    int do_rethrow = 0;                                                                                      \
    if (sigsetjmp(local, 0) == 0) {                                                                          \
      stack = &local
#define PGF_CATCH()                                                                                          \
  }                                                                                                          \
  else {                                                                                                     \
    stack = save
#define PGF_FINALLY()                                                                                        \
  }                                                                                                          \
  else do_rethrow = 1;                                                                                       \
  {                                                                                                          \
    stack = save
#define PGF_END_TRY()                                                                                        \
  }                                                                                                          \
  if (do_rethrow)                                                                                            \
    PG_RE_THROW();                                                                                           \
  stack = save;                                                                                              \
  }                                                                                                          \
  while (0)

// In the manner of MuPDF.
typedef struct context {
  jmp_buf *top;
  int code;
} context;
jmp_buf *push_try(context *ctx);
int do_try(context *ctx);
int do_always(context *ctx);
int do_catch(context *ctx);
#define fz_try(C) if (!setjmp(*push_try(C))) if (do_try(C)) do
#define fz_always(C) while (0); if (do_always(C)) do
#define fz_catch(C) while (0); if (do_catch(C))
static void fz_throw(context *ctx) { longjmp(*ctx->top, 1); }
static void load(context *ctx, const char *name) {
  if (!*name)
    fz_throw(ctx);
}

void caught_and_freed_ok(int level) {
  char *p = malloc(10);
  PG_TRY();
  {
    ereport(level);
  }
  PG_CATCH();
  {
    free(p);
    PG_RE_THROW();
  }
  PG_END_TRY();
  free(p);
}
void caught_and_swallowed_ok(int level) {
  char *p = malloc(10);
  PG_TRY();
  {
    ereport(level);
  }
  PG_CATCH();
  {
    error_seen = 1;
  }
  PG_END_TRY();
  free(p);
}
void acquired_after_raise_ok(int level) {
  ereport(level);
  char *p = malloc(10);
  free(p);
}
void flag_never_set_ok(int level) {
  char *p = malloc(10);
  PGF_TRY();
  {
    ereport(level);
  }
  PGF_CATCH();
  {
    error_seen = 1;
  }
  PGF_END_TRY();
  free(p);
}
void finally_ok(int level) {
  char *p = malloc(10);
  PGF_TRY();
  {
    ereport(level);
  }
  PGF_FINALLY();
  {
    free(p);
  }
  PGF_END_TRY();
}
void nested_ok(int level) {
  FILE *f = fopen("a", "r");
  if (!f)
    return;
  PGF_TRY();
  {
    PGF_TRY();
    {
      ereport(level);
    }
    PGF_CATCH();
    {
      PG_RE_THROW();
    }
    PGF_END_TRY();
  }
  PGF_CATCH();
  {
    fclose(f);
    PG_RE_THROW();
  }
  PGF_END_TRY();
  fclose(f);
}
void try_in_a_loop_ok(int n) {
  for (int i = 0; i < n; i++) {
    char *p = malloc(10);
    PGF_TRY();
    {
      ereport(i);
    }
    PGF_CATCH();
    {
      error_seen = i;
    }
    PGF_END_TRY();
    free(p);
  }
}
void try_always_ok(context *ctx, const char *name) {
  char *p = malloc(10);
  fz_try(ctx) {
    load(ctx, name);
  }
  fz_always(ctx) {
    free(p);
  }
  fz_catch(ctx) {
    fz_throw(ctx);
  }
}
void try_catch_ok(context *ctx, const char *name) {
  char *p = malloc(10);
  fz_try(ctx) {
    load(ctx, name);
    free(p);
  }
  fz_catch(ctx) {
    free(p);
    fz_throw(ctx);
  }
}

void no_try_bad(int level) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'ereport' jumps out of this function [asyncsafe-unprotected-release]
  ereport(level);
  free(p);
}
void catch_forgets_bad(int level) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'ereport' jumps out of this function [asyncsafe-unprotected-release]
  PG_TRY();
  {
    ereport(level);
  }
  PG_CATCH();
  {
    error_seen = 1;
    PG_RE_THROW();
  }
  PG_END_TRY();
  free(p);
}
void after_end_try_bad(int level) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and loses its protection before it is released; it is not released if 'ereport' jumps out of this function [asyncsafe-unprotected-release]
  PG_TRY();
  {
    ereport(level);
  }
  PG_CATCH();
  {
    free(p);
    PG_RE_THROW();
  }
  PG_END_TRY();
  ereport(level + 1);
  free(p);
}
void mupdf_no_try_bad(context *ctx, const char *name) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'load' jumps out of this function [asyncsafe-unprotected-release]
  load(ctx, name);
  free(p);
}
