// right: the jump goes to a setjmp() in the very block that the owner encloses; no owner is passed.
#include <csetjmp>
#include <memory>

struct Matrix {
  double Cells[16];
  std::jmp_buf *Singular;
};
static void divide(Matrix &M, int Row, double By) {
  if (By == 0)
    std::longjmp(*M.Singular, 1);
  for (int I = 0; I < 4; ++I)
    M.Cells[Row * 4 + I] /= By;
}
static bool eliminate(Matrix &M) {
  std::jmp_buf Here;
  M.Singular = &Here;
  if (setjmp(Here))
    return false;
  for (int Row = 0; Row < 4; ++Row)
    divide(M, Row, M.Cells[Row * 5]);
  return true;
}
int regular(const double *Cells, int N) {
  auto M = std::make_unique<Matrix>();
  int Good = 0;
  for (int K = 0; K < N; ++K) {
    for (int I = 0; I < 16; ++I)
      M->Cells[I] = Cells[K * 16 + I];
    Good += eliminate(*M);
  }
  return Good;
}
