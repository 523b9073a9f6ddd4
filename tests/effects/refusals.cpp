// What cannot be captured is said so, and the rest goes on.
// RUN: not %dump --stage=effects %s -- | FileCheck %s
void work();
void fine() { work(); }
// CHECK: function fine
void broken() { undeclared(); }
void after() { work(); }
// CHECK: function after
// CHECK: refused broken {{[0-9]+}}:1: contains errors
