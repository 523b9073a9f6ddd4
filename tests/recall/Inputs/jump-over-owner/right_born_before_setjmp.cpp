// right: the vector is born before setjmp() and lives on at the landing; the return destroys it.
#include <csetjmp>
#include <cstddef>
#include <vector>

extern "C" {
struct png_struct_def;
typedef png_struct_def *png_structp;
std::jmp_buf *png_set_longjmp_fn(png_structp Png, void (*Fn)(std::jmp_buf, int), std::size_t Size);
void png_read_image(png_structp Png, unsigned char **Rows);
}
bool readImage(png_structp Png, unsigned char *To, std::size_t Height, std::size_t RowBytes) {
  std::vector<unsigned char *> Rows(Height);
  for (std::size_t I = 0; I < Height; ++I)
    Rows[I] = To + I * RowBytes;
  if (setjmp(*png_set_longjmp_fn(Png, std::longjmp, sizeof(std::jmp_buf))))
    return false;
  png_read_image(Png, Rows.data());
  return true;
}
