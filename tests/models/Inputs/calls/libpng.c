/* Calls everything in models/libpng.json. */
#include <png.h>


/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

void all(void *p) {
  png_read_info(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict));
  png_read_update_info(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict));
  png_start_read_image(ANY(struct png_struct_def *restrict));
  png_read_row(ANY(struct png_struct_def *restrict), ANY(unsigned char *), ANY(unsigned char *));
  png_read_rows(ANY(struct png_struct_def *restrict), ANY(unsigned char **), ANY(unsigned char **), ANY(unsigned int));
  png_read_image(ANY(struct png_struct_def *restrict), ANY(unsigned char **));
  png_read_end(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict));
  png_read_png(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(int), ANY(void *));
  png_process_data(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(unsigned char *), ANY(unsigned long));
  png_write_info(ANY(struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_write_info_before_PLTE(ANY(struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_write_row(ANY(struct png_struct_def *restrict), ANY(const unsigned char *));
  png_write_rows(ANY(struct png_struct_def *restrict), ANY(unsigned char **), ANY(unsigned int));
  png_write_image(ANY(struct png_struct_def *restrict), ANY(unsigned char **));
  png_write_end(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict));
  png_write_png(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(int), ANY(void *));
  png_write_sig(ANY(struct png_struct_def *restrict));
  png_write_chunk(ANY(struct png_struct_def *restrict), ANY(const unsigned char *), ANY(const unsigned char *), ANY(unsigned long));
  png_write_chunk_start(ANY(struct png_struct_def *restrict), ANY(const unsigned char *), ANY(unsigned int));
  png_write_chunk_data(ANY(struct png_struct_def *restrict), ANY(const unsigned char *), ANY(unsigned long));
  png_write_chunk_end(ANY(struct png_struct_def *restrict));
  png_write_flush(ANY(struct png_struct_def *restrict));
  png_benign_error(ANY(const struct png_struct_def *restrict), ANY(const char *));
  png_chunk_benign_error(ANY(const struct png_struct_def *restrict), ANY(const char *));
  png_set_quantize(ANY(struct png_struct_def *restrict), ANY(struct png_color_struct *), ANY(int), ANY(int), ANY(const unsigned short *), ANY(int));
  png_set_filler(ANY(struct png_struct_def *restrict), ANY(unsigned int), ANY(int));
  png_set_add_alpha(ANY(struct png_struct_def *restrict), ANY(unsigned int), ANY(int));
  png_set_rgb_to_gray(ANY(struct png_struct_def *restrict), ANY(int), ANY(double), ANY(double));
  png_set_rgb_to_gray_fixed(ANY(struct png_struct_def *restrict), ANY(int), ANY(int), ANY(int));
  png_set_gamma(ANY(struct png_struct_def *restrict), ANY(double), ANY(double));
  png_set_gamma_fixed(ANY(struct png_struct_def *restrict), ANY(int), ANY(int));
  png_set_background(ANY(struct png_struct_def *restrict), ANY(const struct png_color_16_struct *), ANY(int), ANY(int), ANY(double));
  png_set_background_fixed(ANY(struct png_struct_def *restrict), ANY(const struct png_color_16_struct *), ANY(int), ANY(int), ANY(int));
  png_set_alpha_mode(ANY(struct png_struct_def *restrict), ANY(int), ANY(double));
  png_set_alpha_mode_fixed(ANY(struct png_struct_def *restrict), ANY(int), ANY(int));
  png_set_IHDR(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(unsigned int), ANY(unsigned int), ANY(int), ANY(int), ANY(int), ANY(int), ANY(int));
  png_set_PLTE(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(const struct png_color_struct *), ANY(int));
  png_set_text(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(const struct png_text_struct *), ANY(int));
  png_set_unknown_chunks(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(const struct png_unknown_chunk_t *), ANY(int));
  png_set_keep_unknown_chunks(ANY(struct png_struct_def *restrict), ANY(int), ANY(const unsigned char *), ANY(int));
  png_set_rows(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(unsigned char **));
  png_set_read_user_transform_fn(ANY(struct png_struct_def *restrict), ANY(void (*)(struct png_struct_def *, struct png_row_info_struct *, unsigned char *)));
  png_set_compression_buffer_size(ANY(struct png_struct_def *restrict), ANY(unsigned long));
  png_set_filter(ANY(struct png_struct_def *restrict), ANY(int), ANY(int));
  png_get_uint_31(ANY(const struct png_struct_def *restrict), ANY(const unsigned char *));
  png_convert_from_time_t(ANY(struct png_time_struct *), ANY(long));
  png_set_sPLT(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(const struct png_sPLT_struct *), ANY(int));
  png_set_hIST(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(const unsigned short *));
  png_set_iCCP(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(const char *), ANY(int), ANY(const unsigned char *), ANY(unsigned int));
  png_set_pCAL(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(const char *), ANY(int), ANY(int), ANY(int), ANY(int), ANY(const char *), ANY(char **));
  png_set_sCAL(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(int), ANY(double), ANY(double));
  png_set_tRNS(ANY(struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(const unsigned char *), ANY(int), ANY(const struct png_color_16_struct *));
  png_set_eXIf_1(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(unsigned int), ANY(unsigned char *));
  png_malloc(ANY(const struct png_struct_def *restrict), ANY(unsigned long));
  png_calloc(ANY(const struct png_struct_def *restrict), ANY(unsigned long));
  png_malloc_warn(ANY(const struct png_struct_def *restrict), ANY(unsigned long));
  png_free(ANY(const struct png_struct_def *restrict), ANY(void *));
  png_create_read_struct(ANY(const char *), ANY(void *), ANY(void (*)(struct png_struct_def *, const char *)), ANY(void (*)(struct png_struct_def *, const char *)));
  png_create_write_struct(ANY(const char *), ANY(void *), ANY(void (*)(struct png_struct_def *, const char *)), ANY(void (*)(struct png_struct_def *, const char *)));
  png_create_read_struct_2(ANY(const char *), ANY(void *), ANY(void (*)(struct png_struct_def *, const char *)), ANY(void (*)(struct png_struct_def *, const char *)), ANY(void *), ANY(void *(*)(struct png_struct_def *, unsigned long)), ANY(void (*)(struct png_struct_def *, void *)));
  png_create_write_struct_2(ANY(const char *), ANY(void *), ANY(void (*)(struct png_struct_def *, const char *)), ANY(void (*)(struct png_struct_def *, const char *)), ANY(void *), ANY(void *(*)(struct png_struct_def *, unsigned long)), ANY(void (*)(struct png_struct_def *, void *)));
  png_create_info_struct(ANY(const struct png_struct_def *restrict));
  png_destroy_read_struct(ANY(struct png_struct_def **), ANY(struct png_info_def **), ANY(struct png_info_def **));
  png_destroy_write_struct(ANY(struct png_struct_def **), ANY(struct png_info_def **));
  png_destroy_info_struct(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def **));
  png_set_longjmp_fn(ANY(struct png_struct_def *restrict), ANY(void (*)(struct __jmp_buf_tag *, int)), ANY(unsigned long));
  png_init_io(ANY(struct png_struct_def *restrict), ANY(struct _IO_FILE *));
  png_set_error_fn(ANY(struct png_struct_def *restrict), ANY(void *), ANY(void (*)(struct png_struct_def *, const char *)), ANY(void (*)(struct png_struct_def *, const char *)));
  png_get_error_ptr(ANY(const struct png_struct_def *restrict));
  png_set_read_fn(ANY(struct png_struct_def *restrict), ANY(void *), ANY(void (*)(struct png_struct_def *, unsigned char *, unsigned long)));
  png_set_write_fn(ANY(struct png_struct_def *restrict), ANY(void *), ANY(void (*)(struct png_struct_def *, unsigned char *, unsigned long)), ANY(void (*)(struct png_struct_def *)));
  png_get_io_ptr(ANY(const struct png_struct_def *restrict));
  png_sig_cmp(ANY(const unsigned char *), ANY(unsigned long), ANY(unsigned long));
  png_set_sig_bytes(ANY(struct png_struct_def *restrict), ANY(int));
  png_get_IHDR(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict), ANY(unsigned int *), ANY(unsigned int *), ANY(int *), ANY(int *), ANY(int *), ANY(int *), ANY(int *));
  png_get_valid(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict), ANY(unsigned int));
  png_get_rowbytes(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_get_channels(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_get_image_width(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_get_image_height(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_get_bit_depth(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_get_color_type(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_get_interlace_type(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_get_PLTE(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(struct png_color_struct **), ANY(int *));
  png_get_tRNS(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(unsigned char **), ANY(int *), ANY(struct png_color_16_struct **));
  png_get_text(ANY(const struct png_struct_def *restrict), ANY(struct png_info_def *restrict), ANY(struct png_text_struct **), ANY(int *));
  png_get_rows(ANY(const struct png_struct_def *restrict), ANY(const struct png_info_def *restrict));
  png_set_expand(ANY(struct png_struct_def *restrict));
  png_set_strip_16(ANY(struct png_struct_def *restrict));
  png_set_packing(ANY(struct png_struct_def *restrict));
  png_set_bgr(ANY(struct png_struct_def *restrict));
  png_set_gray_to_rgb(ANY(struct png_struct_def *restrict));
  png_set_palette_to_rgb(ANY(struct png_struct_def *restrict));
  png_set_expand_gray_1_2_4_to_8(ANY(struct png_struct_def *restrict));
  png_set_tRNS_to_alpha(ANY(struct png_struct_def *restrict));
  png_set_interlace_handling(ANY(struct png_struct_def *restrict));
  png_set_swap(ANY(struct png_struct_def *restrict));
  png_set_strip_alpha(ANY(struct png_struct_def *restrict));
  png_warning(ANY(const struct png_struct_def *restrict), ANY(const char *));
}
void ends_png_error(void *p) { png_error(ANY(const struct png_struct_def *restrict), ANY(const char *)); }
void ends_png_chunk_error(void *p) { png_chunk_error(ANY(const struct png_struct_def *restrict), ANY(const char *)); }
void ends_png_longjmp(void *p) { png_longjmp(ANY(const struct png_struct_def *restrict), ANY(int)); }
