/* Calls everything in models/libjpeg.json. */
#include <stdio.h>
#include <jpeglib.h>


/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

void all(void *p) {
  jpeg_CreateCompress(ANY(struct jpeg_compress_struct *), ANY(int), ANY(unsigned long));
  jpeg_CreateDecompress(ANY(struct jpeg_decompress_struct *), ANY(int), ANY(unsigned long));
  jpeg_destroy_compress(ANY(struct jpeg_compress_struct *));
  jpeg_destroy_decompress(ANY(struct jpeg_decompress_struct *));
  jpeg_destroy(ANY(struct jpeg_common_struct *));
  jpeg_read_header(ANY(struct jpeg_decompress_struct *), ANY(int));
  jpeg_start_decompress(ANY(struct jpeg_decompress_struct *));
  jpeg_read_scanlines(ANY(struct jpeg_decompress_struct *), ANY(unsigned char **), ANY(unsigned int));
  jpeg_skip_scanlines(ANY(struct jpeg_decompress_struct *), ANY(unsigned int));
  jpeg_crop_scanline(ANY(struct jpeg_decompress_struct *), ANY(unsigned int *), ANY(unsigned int *));
  jpeg_read_raw_data(ANY(struct jpeg_decompress_struct *), ANY(unsigned char ***), ANY(unsigned int));
  jpeg_finish_decompress(ANY(struct jpeg_decompress_struct *));
  jpeg_start_output(ANY(struct jpeg_decompress_struct *), ANY(int));
  jpeg_finish_output(ANY(struct jpeg_decompress_struct *));
  jpeg_consume_input(ANY(struct jpeg_decompress_struct *));
  jpeg_read_coefficients(ANY(struct jpeg_decompress_struct *));
  jpeg_read_icc_profile(ANY(struct jpeg_decompress_struct *), ANY(unsigned char **), ANY(unsigned int *));
  jpeg_start_compress(ANY(struct jpeg_compress_struct *), ANY(int));
  jpeg_write_scanlines(ANY(struct jpeg_compress_struct *), ANY(unsigned char **), ANY(unsigned int));
  jpeg_write_raw_data(ANY(struct jpeg_compress_struct *), ANY(unsigned char ***), ANY(unsigned int));
  jpeg_finish_compress(ANY(struct jpeg_compress_struct *));
  jpeg_write_coefficients(ANY(struct jpeg_compress_struct *), ANY(struct jvirt_barray_control **));
  jpeg_write_marker(ANY(struct jpeg_compress_struct *), ANY(int), ANY(const unsigned char *), ANY(unsigned int));
  jpeg_write_m_header(ANY(struct jpeg_compress_struct *), ANY(int), ANY(unsigned int));
  jpeg_write_m_byte(ANY(struct jpeg_compress_struct *), ANY(int));
  jpeg_write_tables(ANY(struct jpeg_compress_struct *));
  jpeg_write_icc_profile(ANY(struct jpeg_compress_struct *), ANY(const unsigned char *), ANY(unsigned int));
  jpeg_set_defaults(ANY(struct jpeg_compress_struct *));
  jpeg_set_colorspace(ANY(struct jpeg_compress_struct *), ANY(J_COLOR_SPACE));
  jpeg_default_colorspace(ANY(struct jpeg_compress_struct *));
  jpeg_set_quality(ANY(struct jpeg_compress_struct *), ANY(int), ANY(int));
  jpeg_set_linear_quality(ANY(struct jpeg_compress_struct *), ANY(int), ANY(int));
  jpeg_add_quant_table(ANY(struct jpeg_compress_struct *), ANY(int), ANY(const unsigned int *), ANY(int), ANY(int));
  jpeg_simple_progression(ANY(struct jpeg_compress_struct *));
  jpeg_stdio_dest(ANY(struct jpeg_compress_struct *), ANY(struct _IO_FILE *));
  jpeg_stdio_src(ANY(struct jpeg_decompress_struct *), ANY(struct _IO_FILE *));
  jpeg_mem_dest(ANY(struct jpeg_compress_struct *), ANY(unsigned char **), ANY(unsigned long *));
  jpeg_mem_src(ANY(struct jpeg_decompress_struct *), ANY(const unsigned char *), ANY(unsigned long));
  jpeg_alloc_quant_table(ANY(struct jpeg_common_struct *));
  jpeg_alloc_huff_table(ANY(struct jpeg_common_struct *));
  jpeg_save_markers(ANY(struct jpeg_decompress_struct *), ANY(int), ANY(unsigned int));
  jpeg_set_marker_processor(ANY(struct jpeg_decompress_struct *), ANY(int), ANY(int (*)(struct jpeg_decompress_struct *)));
  jpeg_copy_critical_parameters(ANY(struct jpeg_decompress_struct *), ANY(struct jpeg_compress_struct *));
  jpeg_calc_output_dimensions(ANY(struct jpeg_decompress_struct *));
  jpeg_new_colormap(ANY(struct jpeg_decompress_struct *));
  jpeg_resync_to_restart(ANY(struct jpeg_decompress_struct *), ANY(int));
  jpeg_std_error(ANY(struct jpeg_error_mgr *)); jpeg_quality_scaling(ANY(int));
  jpeg_abort(ANY(struct jpeg_common_struct *));
  jpeg_abort_compress(ANY(struct jpeg_compress_struct *));
  jpeg_abort_decompress(ANY(struct jpeg_decompress_struct *));
  jpeg_input_complete(ANY(struct jpeg_decompress_struct *));
  jpeg_has_multiple_scans(ANY(struct jpeg_decompress_struct *));
  jpeg_suppress_tables(ANY(struct jpeg_compress_struct *), ANY(int));
}
