// wrong: a bad image makes png_read_image() jump; the vector was born behind setjmp() and dies in no way.
#include <csetjmp>
#include <cstddef>
#include <vector>

extern "C" {
struct png_struct_def;
struct png_info_def;
typedef png_struct_def *png_structp;
typedef png_info_def *png_infop;
std::jmp_buf *png_set_longjmp_fn(png_structp Png, void (*Fn)(std::jmp_buf, int), std::size_t Size);
void png_read_info(png_structp Png, png_infop Info);
void png_read_image(png_structp Png, unsigned char **Rows);
unsigned png_get_image_height(png_structp Png, png_infop Info);
std::size_t png_get_rowbytes(png_structp Png, png_infop Info);
}
bool readImage(png_structp Png, png_infop Info, unsigned char *To) {
  if (setjmp(*png_set_longjmp_fn(Png, std::longjmp, sizeof(std::jmp_buf))))
    return false;
  png_read_info(Png, Info);
  std::vector<unsigned char *> Rows(png_get_image_height(Png, Info)); // HERE
  for (std::size_t I = 0; I < Rows.size(); ++I)
    Rows[I] = To + I * png_get_rowbytes(Png, Info);
  png_read_image(Png, Rows.data()); // OR
  return true;
}
