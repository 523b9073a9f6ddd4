// What handlers and threads share: reads and stores of flags, function values, tables of
// handlers, and what is known of each object.
// RUN: %dump --stage=effects %s -- %mock | FileCheck %s
typedef int sig_atomic_t;
struct context {
  _Bool quit;
  int count;
  volatile int seen;
  void (*callback)(int);
};
static volatile sig_atomic_t stop;
static _Atomic int level;
static _Thread_local int mine;
int shared;
const int fixed = 3;

// CHECK-LABEL: function on_signal{{$}}
// CHECK: [[#@LINE+2]]:{{[0-9]+}} stop := 1 [scope 0]
static void on_signal(int number) {
  stop = 1;
  // CHECK: [[#@LINE+1]]:{{[0-9]+}} level := 2 [scope 0]
  __c11_atomic_store(&level, 2, __ATOMIC_SEQ_CST);
  // CHECK: [[#@LINE+2]]:{{[0-9]+}} read level [scope 0]
  // CHECK-NEXT: [[#@LINE+1]]:{{[0-9]+}} level := _ + 1 [scope 0]
  __c11_atomic_fetch_add(&level, 1, __ATOMIC_SEQ_CST);
}

static int loose;
// GLib's g_atomic_int_get() and g_atomic_int_set(): by way of a variable of a statement expression.
// CHECK-LABEL: function through_temporaries{{$}}
void through_temporaries(void) {
  // CHECK: (loose!=0)
  // CHECK: read loose
  while (!({ int loaded; __atomic_load(&loose, &loaded, __ATOMIC_SEQ_CST); loaded; }))
    // CHECK: loose := 1 [scope 0]
    ({ int stored = 1; __atomic_store(&loose, &stored, __ATOMIC_SEQ_CST); });
  // What is changed on the way is not known.
  int stored = 1;
  stored++;
  // CHECK: loose := stored [scope 0]
  __atomic_store(&loose, &stored, __ATOMIC_SEQ_CST);
}

// A function that is a value keeps its name, wherever it is stored.
// CHECK-LABEL: function stores{{$}}
void stores(struct context *c) {
  // CHECK: [[#@LINE+1]]:{{[0-9]+}} c->callback := on_signal {c body} [scope 0]
  c->callback = on_signal;
  // CHECK: [[#@LINE+1]]:{{[0-9]+}} local.callback := on_signal {c body} [scope 0]
  struct context local = {.callback = &on_signal};
  // CHECK: [[#@LINE+1]]:{{[0-9]+}} p := on_signal {c body} [scope 0]
  void (*p)(int) = on_signal;
  // CHECK: [[#@LINE+1]]:{{[0-9]+}} p := 0 [scope 0]
  p = 0;
}

// CHECK-LABEL: function answers{{$}}
// CHECK: return on_signal {c body}
void (*answers(void))(int) { return on_signal; }

// A test names the object on its edges, and reads it.
// CHECK-LABEL: function tests{{$}}
int tests(struct context *c) {
  // CHECK: ->B{{[0-9]+}}(stop!=0)
  // CHECK-NEXT: read stop
  while (!stop) {
    // CHECK: (level!=3)
    // CHECK-NEXT: read level
    if (__c11_atomic_load(&level, __ATOMIC_SEQ_CST) == 3)
      return 1;
    // CHECK: (c->quit!=0)
    // CHECK-NEXT: read c->quit
    if (c->quit)
      return 2;
    // A mask leaves no condition, but a look.
    // CHECK: read shared
    if (shared & 4)
      return 3;
  }
  return 0;
}

// Numbers in structures are many, and no flags.
// CHECK-LABEL: function fields{{$}}
// CHECK-NOT: read c->count
// CHECK: read c->seen
int fields(struct context *c) { return c->count + c->seen; }

// What can never change is no flag; an address is no look.
// CHECK-LABEL: function quiet{{$}}
// CHECK-NOT: read
// CHECK: scope 0: root
volatile sig_atomic_t *quiet(int local) {
  local += fixed;
  return &stop;
}

// CHECK-LABEL: function table_of_locals{{$}}
void table_of_locals(void) {
  static void (*const handlers[])(int) = {on_signal};
}
static const struct {
  int number;
  void (*handler)(int);
} table[] = {{2, on_signal}, {15, &on_signal}};
// Behind casts, as method tables have them; and where a slot takes anything.
typedef void (*any)(void);
static const struct {
  const char *name;
  any function;
} methods[] = {{"seen", (any)(int (*)(int))on_signal}};
static const struct {
  int slot;
  void *function;
} slots[] = {{7, on_signal}, {8, (void *)&on_signal}};
void use_both(int i) { methods[i].function(); ((any)slots[i].function)(); }
void use(void) { table[0].handler(table[0].number); mine = 1; }

// CHECK-DAG: object stop: volatile sig_atomic_t unit-local volatile sig-atomic
// CHECK-DAG: object level: _Atomic(int) unit-local lock-free
// CHECK-DAG: object shared: int{{$}}
// CHECK-DAG: object loose: int unit-local used-atomically
// CHECK-DAG: object fixed: const int const
// CHECK-DAG: object mine: int unit-local thread-local
// CHECK-DAG: object context::quit: _Bool field
// CHECK-DAG: object context::seen: volatile int field volatile
// CHECK-DAG: initially table[*].number = 2
// CHECK-DAG: initially table[*].handler = on_signal {c body}
// CHECK-DAG: initially table[*].number = 15
// CHECK-DAG: initially table_of_locals::handlers[*] = on_signal {c body}
// CHECK-DAG: initially methods[*].function = on_signal {c body}
// CHECK-DAG: initially slots[*].slot = 7
// CHECK-DAG: initially slots[*].function = on_signal {c body}
