/* Calls everything in models/mupdf.json. */

/* Its headers are not at hand here. */
int fz_throw(), fz_vthrow(), fz_rethrow(), fz_rethrow_message(), fz_throw_printf(),
    fz_morph_error_and_rethrow(), fz_rethrow_if(), fz_rethrow_unless(), fz_malloc(), fz_calloc(),
    fz_malloc_array(), fz_malloc_flexible(), fz_strdup(), fz_malloc_no_throw(),
    fz_calloc_no_throw(), fz_realloc_no_throw(), fz_realloc(), fz_resize_array(), fz_free(),
    fz_lock(), fz_unlock(), fz_new_context_imp(), fz_clone_context(), fz_drop_context(),
    fz_load_bmp_subimage(), fz_load_chapter_page(), fz_load_fallback_font(),
    fz_load_jbig2_globals(), fz_load_jbig2_subimage(), fz_load_jpx(), fz_load_links(),
    fz_load_outline(), fz_load_outline_from_iterator(), fz_load_page(), fz_load_pnm_subimage(),
    fz_load_system_cjk_font(), fz_load_system_font(), fz_load_tiff_subimage(),
    fz_new_arc4_output(), fz_new_archive_of_size(), fz_new_ascii85_output(),
    fz_new_asciihex_output(), fz_new_band_writer_of_size(), fz_new_barcode_image(),
    fz_new_barcode_pixmap(), fz_new_base14_font(), fz_new_bbox_device(), fz_new_bitmap(),
    fz_new_bitmap_from_image(), fz_new_bitmap_from_pixmap(), fz_new_bitmap_from_pixmap_band(),
    fz_new_buffer(), fz_new_buffer_from_base64(), fz_new_buffer_from_copied_data(),
    fz_new_buffer_from_data(), fz_new_buffer_from_display_list(),
    fz_new_buffer_from_flattened_display_list(), fz_new_buffer_from_flattened_page(),
    fz_new_buffer_from_flattened_page_number(), fz_new_buffer_from_flattened_stext_page(),
    fz_new_buffer_from_image_as_jpeg(), fz_new_buffer_from_image_as_jpx(),
    fz_new_buffer_from_image_as_pam(), fz_new_buffer_from_image_as_pbm(),
    fz_new_buffer_from_image_as_pkm(), fz_new_buffer_from_image_as_png(),
    fz_new_buffer_from_image_as_pnm(), fz_new_buffer_from_image_as_psd(),
    fz_new_buffer_from_page(), fz_new_buffer_from_page_number(),
    fz_new_buffer_from_page_with_format(), fz_new_buffer_from_pixmap_as_jpeg(),
    fz_new_buffer_from_pixmap_as_jpx(), fz_new_buffer_from_pixmap_as_pam(),
    fz_new_buffer_from_pixmap_as_pbm(), fz_new_buffer_from_pixmap_as_pkm(),
    fz_new_buffer_from_pixmap_as_png(), fz_new_buffer_from_pixmap_as_pnm(),
    fz_new_buffer_from_pixmap_as_psd(), fz_new_buffer_from_printf(),
    fz_new_buffer_from_shared_data(), fz_new_buffer_from_stext_page(), fz_new_builtin_font(),
    fz_new_cal_gray_colorspace(), fz_new_cal_rgb_colorspace(), fz_new_cbz_writer(),
    fz_new_cbz_writer_with_output(), fz_new_cjk_font(), fz_new_color_pcl_band_writer(),
    fz_new_colorspace(), fz_new_compressed_buffer(), fz_new_csv_writer(),
    fz_new_csv_writer_with_output(), fz_new_culling_device(), fz_new_culling_device_with_rects(),
    fz_new_default_colorspaces(), fz_new_deflate_output(), fz_new_device_of_size(),
    fz_new_display_list(), fz_new_display_list_from_page(),
    fz_new_display_list_from_page_contents(), fz_new_display_list_from_page_number(),
    fz_new_display_list_from_svg(), fz_new_display_list_from_svg_xml(), fz_new_document_writer(),
    fz_new_document_writer_of_size(), fz_new_document_writer_with_buffer(),
    fz_new_document_writer_with_output(), fz_new_docx_writer(), fz_new_docx_writer_with_output(),
    fz_new_dom(), fz_new_dom_node(), fz_new_dom_text_node(), fz_new_draw_device(),
    fz_new_draw_device_type3(), fz_new_draw_device_with_bbox(),
    fz_new_draw_device_with_bbox_proof(), fz_new_draw_device_with_options(),
    fz_new_draw_device_with_proof(), fz_new_flotilla_from_stext_page_vectors(),
    fz_new_font_from_buffer(), fz_new_font_from_file(), fz_new_font_from_memory(),
    fz_new_function_of_size(), fz_new_hash_table(), fz_new_hyphenator_from_stream(),
    fz_new_icc_colorspace(), fz_new_image_from_buffer(), fz_new_image_from_compressed_buffer(),
    fz_new_image_from_display_list(), fz_new_image_from_file(), fz_new_image_from_pixmap(),
    fz_new_image_from_svg(), fz_new_image_from_svg_xml(), fz_new_image_of_size(),
    fz_new_indexed_colorspace(), fz_new_jpeg_pixmap_writer(), fz_new_jpx_image_from_buffer(),
    fz_new_layout(), fz_new_link_of_size(), fz_new_list_device(), fz_new_log_for_module(),
    fz_new_mono_pcl_band_writer(), fz_new_mono_pwg_band_writer(), fz_new_multi_archive(),
    fz_new_ocr_device(), fz_new_ocr_device_with_options(), fz_new_odt_writer(),
    fz_new_odt_writer_with_output(), fz_new_options(), fz_new_outline(),
    fz_new_outline_iterator(), fz_new_outline_iterator_of_size(), fz_new_output(),
    fz_new_output_with_buffer(), fz_new_output_with_file_ptr(), fz_new_page_of_size(),
    fz_new_pam_band_writer(), fz_new_pam_pixmap_writer(), fz_new_passthrough_device_of_size(),
    fz_new_path(), fz_new_pbm_band_writer(), fz_new_pbm_pixmap_writer(), fz_new_pcl_writer(),
    fz_new_pcl_writer_with_output(), fz_new_pclm_band_writer(), fz_new_pclm_writer(),
    fz_new_pclm_writer_with_output(), fz_new_pdf_document_from_fz_document(), fz_new_pdf_writer(),
    fz_new_pdf_writer_with_output(), fz_new_pdfocr_band_writer(), fz_new_pdfocr_writer(),
    fz_new_pdfocr_writer_with_output(), fz_new_pgm_pixmap_writer(), fz_new_pixmap(),
    fz_new_pixmap_from_alpha_channel(), fz_new_pixmap_from_color_and_mask(),
    fz_new_pixmap_from_culled_display_list(), fz_new_pixmap_from_culled_page(),
    fz_new_pixmap_from_culled_page_number(), fz_new_pixmap_from_display_list(),
    fz_new_pixmap_from_display_list_culling_text(),
    fz_new_pixmap_from_display_list_culling_text_etc(),
    fz_new_pixmap_from_display_list_with_separations(), fz_new_pixmap_from_page(),
    fz_new_pixmap_from_page_contents(), fz_new_pixmap_from_page_contents_with_separations(),
    fz_new_pixmap_from_page_culling_text(), fz_new_pixmap_from_page_culling_text_etc(),
    fz_new_pixmap_from_page_number(), fz_new_pixmap_from_page_number_culling_text(),
    fz_new_pixmap_from_page_number_culling_text_etc(),
    fz_new_pixmap_from_page_number_with_separations(), fz_new_pixmap_from_page_with_separations(),
    fz_new_pixmap_from_pixmap(), fz_new_pixmap_with_bbox(), fz_new_pixmap_with_bbox_and_data(),
    fz_new_pixmap_with_data(), fz_new_pixmap_writer(), fz_new_pixmap_writer_with_output(),
    fz_new_pkm_band_writer(), fz_new_pkm_pixmap_writer(), fz_new_png_band_writer(),
    fz_new_png_pixmap_writer(), fz_new_pnm_band_writer(), fz_new_pnm_pixmap_writer(),
    fz_new_pool(), fz_new_pool_array_imp(), fz_new_ppm_pixmap_writer(), fz_new_ps_band_writer(),
    fz_new_ps_writer(), fz_new_ps_writer_with_output(), fz_new_psd_band_writer(),
    fz_new_pwg_band_writer(), fz_new_pwg_writer(), fz_new_pwg_writer_with_output(),
    fz_new_rle_output(), fz_new_search(), fz_new_separations(), fz_new_stext_device(),
    fz_new_stext_device_for_page(), fz_new_stext_page(),
    fz_new_stext_page_from_chapter_page_number(), fz_new_stext_page_from_display_list(),
    fz_new_stext_page_from_page(), fz_new_stext_page_from_page_number(),
    fz_new_stext_page_from_page_with_cookie(), fz_new_stext_struct(), fz_new_story(),
    fz_new_stream(), fz_new_string(), fz_new_stroke_state(), fz_new_stroke_state_with_dash_len(),
    fz_new_svg_device(), fz_new_svg_device_with_id(), fz_new_svg_device_with_options(),
    fz_new_svg_writer(), fz_new_svg_writer_with_output(), fz_new_test_device(), fz_new_text(),
    fz_new_text_writer(), fz_new_text_writer_with_output(), fz_new_trace_device(),
    fz_new_tree_archive(), fz_new_type3_font(), fz_new_xhtml_document_from_document(),
    fz_new_xmltext_device(), fz_new_zip_writer(), fz_new_zip_writer_with_output(), fz_open_a85d(),
    fz_open_accelerated_document(), fz_open_accelerated_document_with_dir(),
    fz_open_accelerated_document_with_stream(),
    fz_open_accelerated_document_with_stream_and_dir(), fz_open_aesd(), fz_open_ahxd(),
    fz_open_arc4(), fz_open_archive(), fz_open_archive_entry(), fz_open_archive_with_stream(),
    fz_open_brotlid(), fz_open_buffer(), fz_open_cfb_archive(), fz_open_cfb_archive_with_stream(),
    fz_open_compressed_buffer(), fz_open_concat(), fz_open_dctd(), fz_open_directory(),
    fz_open_document(), fz_open_document_with_buffer(), fz_open_document_with_stream(),
    fz_open_document_with_stream_and_dir(), fz_open_endstream_filter(), fz_open_faxd(),
    fz_open_file(), fz_open_file_autodelete(), fz_open_file_ptr_no_close(), fz_open_file_w(),
    fz_open_flated(), fz_open_image_decomp_stream(), fz_open_image_decomp_stream_from_buffer(),
    fz_open_jbig2d(), fz_open_leecher(), fz_open_libarchive_archive(),
    fz_open_libarchive_archive_with_stream(), fz_open_libarchived(), fz_open_lzwd(),
    fz_open_memory(), fz_open_null_filter(), fz_open_predict(), fz_open_range_filter(),
    fz_open_reflowed_document(), fz_open_rld(), fz_open_sgilog16(), fz_open_sgilog24(),
    fz_open_sgilog32(), fz_open_tar_archive(), fz_open_tar_archive_with_stream(),
    fz_open_thunder(), fz_open_zip_archive(), fz_open_zip_archive_with_memory(),
    fz_open_zip_archive_with_stream(), pdf_load_builtin_cmap(), pdf_load_cmap(),
    pdf_load_colorspace(), pdf_load_compressed_stream(), pdf_load_default_colorspaces(),
    pdf_load_embedded_cmap(), pdf_load_embedded_file_contents(), pdf_load_font(),
    pdf_load_function(), pdf_load_hail_mary_font(), pdf_load_image(), pdf_load_image_stream(),
    pdf_load_inline_image(), pdf_load_link_annots(), pdf_load_links(), pdf_load_name_tree(),
    pdf_load_object(), pdf_load_object_labels(), pdf_load_outline(), pdf_load_page(),
    pdf_load_page_imp(), pdf_load_pattern(), pdf_load_raw_stream(), pdf_load_raw_stream_number(),
    pdf_load_shading(), pdf_load_stream(), pdf_load_stream_number(), pdf_load_system_cmap(),
    pdf_load_type3_font(), pdf_load_unencrypted_object(), pdf_new_action_from_link(),
    pdf_new_array(), pdf_new_buffer_processor(), pdf_new_cmap(), pdf_new_color_filter(),
    pdf_new_crypt(), pdf_new_date(), pdf_new_dest_from_link(), pdf_new_dict(),
    pdf_new_display_list_from_annot(), pdf_new_encrypt(), pdf_new_font_desc(),
    pdf_new_graft_map(), pdf_new_identity_cmap(), pdf_new_indirect(), pdf_new_int(),
    pdf_new_link(), pdf_new_local_xref(), pdf_new_mark_bits(), pdf_new_matrix(), pdf_new_name(),
    pdf_new_outline_iterator(), pdf_new_output_processor(), pdf_new_pdf_device(),
    pdf_new_pixmap_from_annot(), pdf_new_pixmap_from_page_contents_with_separations_and_usage(),
    pdf_new_pixmap_from_page_contents_with_usage(),
    pdf_new_pixmap_from_page_with_separations_and_usage(), pdf_new_pixmap_from_page_with_usage(),
    pdf_new_point(), pdf_new_real(), pdf_new_rect(), pdf_new_run_processor(),
    pdf_new_sanitize_filter(), pdf_new_stext_page_from_annot(), pdf_new_string(),
    pdf_new_text_string(), pdf_new_vectorize_filter(), pdf_new_xobject(),
    pdf_open_contents_stream(), pdf_open_crypt(), pdf_open_crypt_with_filter(),
    pdf_open_document(), pdf_open_document_with_dir(), pdf_open_document_with_stream(),
    pdf_open_document_with_stream_and_dir(), pdf_open_inline_stream(), pdf_open_raw_stream(),
    pdf_open_raw_stream_number(), pdf_open_stream(), pdf_open_stream_number(),
    pdf_open_stream_with_offset(), fz_keep_archive(), fz_keep_bitmap(), fz_keep_buffer(),
    fz_keep_colorspace(), fz_keep_compressed_buffer(), fz_keep_default_colorspaces(),
    fz_keep_device(), fz_keep_display_list(), fz_keep_document(), fz_keep_font(),
    fz_keep_function(), fz_keep_glyph(), fz_keep_halftone(), fz_keep_image(),
    fz_keep_image_store_key(), fz_keep_jbig2_globals(), fz_keep_link(), fz_keep_options(),
    fz_keep_outline(), fz_keep_page(), fz_keep_path(), fz_keep_pixmap(), fz_keep_separations(),
    fz_keep_shade(), fz_keep_stext_page(), fz_keep_stream(), fz_keep_string(),
    fz_keep_stroke_state(), fz_keep_text(), fz_keep_xml(), pdf_keep_annot(), pdf_keep_cmap(),
    pdf_keep_document(), pdf_keep_font(), pdf_keep_function(), pdf_keep_graft_map(),
    pdf_keep_obj(), pdf_keep_page(), pdf_keep_pattern(), pdf_keep_processor(), pdf_keep_widget(),
    fz_drop_archive(), fz_drop_band_writer(), fz_drop_bitmap(), fz_drop_buffer(),
    fz_drop_colorspace(), fz_drop_compressed_buffer(), fz_drop_default_colorspaces(),
    fz_drop_device(), fz_drop_display_list(), fz_drop_document(), fz_drop_document_writer(),
    fz_drop_flotilla(), fz_drop_font(), fz_drop_function(), fz_drop_glyph(), fz_drop_halftone(),
    fz_drop_hash_table(), fz_drop_hyphenator(), fz_drop_image(), fz_drop_image_base(),
    fz_drop_image_store_key(), fz_drop_jbig2_globals(), fz_drop_layout(), fz_drop_link(),
    fz_drop_options(), fz_drop_outline(), fz_drop_outline_iterator(), fz_drop_page(),
    fz_drop_path(), fz_drop_pixmap(), fz_drop_pool(), fz_drop_search(), fz_drop_separations(),
    fz_drop_shade(), fz_drop_shade_color_cache(), fz_drop_stext_page(), fz_drop_story(),
    fz_drop_stream(), fz_drop_string(), fz_drop_stroke_state(), fz_drop_text(), fz_drop_xml(),
    fz_drop_zip_writer(), pdf_drop_annot(), pdf_drop_cmap(), pdf_drop_crypt(),
    pdf_drop_document(), pdf_drop_font(), pdf_drop_function(), pdf_drop_graft_map(),
    pdf_drop_journal(), pdf_drop_js(), pdf_drop_local_xref(), pdf_drop_local_xref_and_resources(),
    pdf_drop_locked_fields(), pdf_drop_mark_bits(), pdf_drop_obj(), pdf_drop_object_labels(),
    pdf_drop_ocg(), pdf_drop_page(), pdf_drop_page_tree(), pdf_drop_page_tree_internal(),
    pdf_drop_pattern(), pdf_drop_processor(), pdf_drop_resource_tables(), pdf_drop_signer(),
    pdf_drop_singleton_obj(), pdf_drop_verifier(), pdf_drop_widget(), fz_add_layout_char(),
    fz_add_layout_line(), fz_add_separation(), fz_add_separation_equivalents(),
    fz_append_base64(), fz_append_base64_buffer(), fz_append_bits(), fz_append_bits_pad(),
    fz_append_buffer(), fz_append_byte(), fz_append_data(), fz_append_image_as_data_uri(),
    fz_append_int16_be(), fz_append_int16_le(), fz_append_int32_be(), fz_append_int32_le(),
    fz_append_json(), fz_append_pdf_string(), fz_append_pixmap_as_data_uri(), fz_append_printf(),
    fz_append_rune(), fz_append_string(), fz_append_uint16_be(), fz_append_uint16_le(),
    fz_append_uint32_be(), fz_append_uint32_le(), fz_append_vprintf(), fz_authenticate_password(),
    fz_begin_group(), fz_begin_layer(), fz_begin_mask(), fz_begin_metatext(), fz_begin_page(),
    fz_begin_structure(), fz_begin_tile(), fz_begin_tile_id(), fz_begin_tile_tid(),
    fz_bound_page(), fz_bound_page_box(), fz_clip_image_mask(), fz_clip_path(),
    fz_clip_stroke_path(), fz_clip_stroke_text(), fz_clip_text(), fz_close_band_writer(),
    fz_close_device(), fz_close_document_writer(), fz_close_zip_writer(), fz_convert_color(),
    fz_convert_error(), fz_convert_indexed_pixmap_to_base(), fz_convert_pixmap(),
    fz_convert_separation_colors(), fz_convert_separation_pixmap_to_base(),
    fz_count_active_separations(), fz_count_archive_entries(), fz_count_chapter_pages(),
    fz_count_chapters(), fz_count_options(), fz_count_pages(), fz_count_separations(),
    fz_curveto(), fz_curvetov(), fz_curvetoy(), fz_decode_barcode_from_display_list(),
    fz_decode_barcode_from_page(), fz_decode_barcode_from_pixmap(), fz_decode_tile(),
    fz_decode_uri(), fz_decode_uri_component(), fz_encode_character(),
    fz_encode_character_by_glyph_name(), fz_encode_character_sc(),
    fz_encode_character_with_fallback(), fz_encode_uri(), fz_encode_uri_component(),
    fz_encode_uri_pathname(), fz_end_group(), fz_end_layer(), fz_end_mask(), fz_end_mask_tr(),
    fz_end_metatext(), fz_end_page(), fz_end_structure(), fz_end_tile(), fz_fill_image(),
    fz_fill_image_mask(), fz_fill_path(), fz_fill_pixmap_from_display_list(),
    fz_fill_pixmap_with_color(), fz_fill_shade(), fz_fill_text(), fz_get_pixmap_from_image(),
    fz_get_pixmap_mask_from_image(), fz_grow_buffer(), fz_hash_insert(), fz_image_digest(),
    fz_image_orientation(), fz_image_orientation_matrix(), fz_image_size(), fz_layout_document(),
    fz_lineto(), fz_load_bmp_subimage_count(), fz_load_jbig2_subimage_count(),
    fz_load_pnm_subimage_count(), fz_load_tiff_subimage_count(), fz_load_user_css(), fz_moveto(),
    fz_new_brotli_data(), fz_new_brotli_data_from_buffer(), fz_new_deflated_data(),
    fz_new_deflated_data_from_buffer(), fz_new_document_of_size(), fz_new_text_from_xml(),
    fz_parse_draw_options(), fz_parse_json(), fz_parse_options(), fz_parse_page_range(),
    fz_parse_pcl_options(), fz_parse_pclm_options(), fz_parse_pdfocr_options(),
    fz_parse_pwg_options(), fz_parse_search_options(), fz_parse_stext_options(),
    fz_parse_svg_device_options(), fz_parse_table_hunt_options(), fz_parse_xml(),
    fz_parse_xml_archive_entry(), fz_parse_xml_from_html5(), fz_parse_xml_stream(),
    fz_process_opened_pages(), fz_process_shade(), fz_read_all(), fz_read_archive_entry(),
    fz_read_best(), fz_read_file(), fz_read_float(), fz_read_float_le(), fz_read_int16(),
    fz_read_int16_le(), fz_read_int32(), fz_read_int32_le(), fz_read_int64(), fz_read_int64_le(),
    fz_read_line(), fz_read_rune(), fz_read_string(), fz_read_text_file(), fz_read_uint16(),
    fz_read_uint16_le(), fz_read_uint24(), fz_read_uint24_le(), fz_read_uint32(),
    fz_read_uint32_le(), fz_read_uint64(), fz_read_uint64_le(), fz_read_utf16_be(),
    fz_read_utf16_le(), fz_resize_buffer(), fz_resolve_link(), fz_resolve_link_dest(),
    fz_run_display_list(), fz_run_document_structure(), fz_run_page(), fz_run_page_annots(),
    fz_run_page_contents(), fz_run_page_widgets(), fz_run_t3_glyph(), fz_save_accelerator(),
    fz_save_bitmap_as_pbm(), fz_save_bitmap_as_pcl(), fz_save_bitmap_as_pkm(),
    fz_save_bitmap_as_pwg(), fz_save_buffer(), fz_save_pixmap_as_jpeg(), fz_save_pixmap_as_jpx(),
    fz_save_pixmap_as_pam(), fz_save_pixmap_as_pbm(), fz_save_pixmap_as_pcl(),
    fz_save_pixmap_as_pclm(), fz_save_pixmap_as_pdfocr(), fz_save_pixmap_as_pkm(),
    fz_save_pixmap_as_png(), fz_save_pixmap_as_pnm(), fz_save_pixmap_as_ps(),
    fz_save_pixmap_as_psd(), fz_save_pixmap_as_pwg(), fz_save_xml(), fz_scale_pixmap(),
    fz_search_backwards(), fz_search_chapter_page_number(), fz_search_chapter_page_number_cb(),
    fz_search_display_list(), fz_search_display_list_cb(), fz_search_forwards(), fz_search_page(),
    fz_search_page_cb(), fz_search_page_number(), fz_search_page_number_cb(),
    fz_search_stext_page(), fz_search_stext_page_cb(), fz_seek(), fz_seek_output(),
    fz_show_glyph(), fz_show_glyph_aux(), fz_show_string(), fz_skip(), fz_skip_space(),
    fz_skip_string(), fz_store_item(), fz_store_scavenge(), fz_store_scavenge_external(),
    fz_stroke_path(), fz_stroke_state_eq(), fz_stroke_text(), fz_write_band(), fz_write_base64(),
    fz_write_base64_buffer(), fz_write_bitmap_as_pbm(), fz_write_bitmap_as_pcl(),
    fz_write_bitmap_as_pkm(), fz_write_bitmap_as_pwg(), fz_write_bitmap_as_pwg_page(),
    fz_write_bits(), fz_write_bits_sync(), fz_write_buffer(), fz_write_byte(), fz_write_char(),
    fz_write_data(), fz_write_document(), fz_write_float_be(), fz_write_float_le(),
    fz_write_header(), fz_write_image_as_data_uri(), fz_write_int16_be(), fz_write_int16_le(),
    fz_write_int32_be(), fz_write_int32_le(), fz_write_json(), fz_write_pixmap_as_data_uri(),
    fz_write_pixmap_as_jpeg(), fz_write_pixmap_as_jpx(), fz_write_pixmap_as_pam(),
    fz_write_pixmap_as_pbm(), fz_write_pixmap_as_pcl(), fz_write_pixmap_as_pclm(),
    fz_write_pixmap_as_pdfocr(), fz_write_pixmap_as_pkm(), fz_write_pixmap_as_png(),
    fz_write_pixmap_as_pnm(), fz_write_pixmap_as_ps(), fz_write_pixmap_as_psd(),
    fz_write_pixmap_as_pwg(), fz_write_pixmap_as_pwg_page(), fz_write_printf(),
    fz_write_ps_file_header(), fz_write_ps_file_trailer(), fz_write_pwg_file_header(),
    fz_write_rune(), fz_write_stream(), fz_write_string(), fz_write_uint16_be(),
    fz_write_uint16_le(), fz_write_uint32_be(), fz_write_uint32_le(), fz_write_vprintf(),
    fz_write_xml(), fz_write_zip_entry(), pdf_add_annot_border_dash_item(),
    pdf_add_annot_ink_list(), pdf_add_annot_ink_list_stroke(),
    pdf_add_annot_ink_list_stroke_vertex(), pdf_add_annot_quad_point(), pdf_add_annot_vertex(),
    pdf_add_cid_font(), pdf_add_cjk_font(), pdf_add_codespace(), pdf_add_colorspace(),
    pdf_add_embedded_file(), pdf_add_hmtx(), pdf_add_image(), pdf_add_journal_fragment(),
    pdf_add_new_array(), pdf_add_new_dict(), pdf_add_object(), pdf_add_object_drop(),
    pdf_add_page(), pdf_add_simple_font(), pdf_add_stream(), pdf_add_substitute_font(),
    pdf_add_vmtx(), pdf_annot_active(), pdf_annot_ap(), pdf_annot_author(), pdf_annot_border(),
    pdf_annot_border_dash_count(), pdf_annot_border_dash_item(),
    pdf_annot_border_effect_intensity(), pdf_annot_border_width(), pdf_annot_callout_line(),
    pdf_annot_callout_point(), pdf_annot_color(), pdf_annot_contents(), pdf_annot_creation_date(),
    pdf_annot_default_appearance(), pdf_annot_default_appearance_unmapped(),
    pdf_annot_display_rect(), pdf_annot_ensure_local_xref(), pdf_annot_event_blur(),
    pdf_annot_event_down(), pdf_annot_event_enter(), pdf_annot_event_exit(),
    pdf_annot_event_focus(), pdf_annot_event_page_close(), pdf_annot_event_page_invisible(),
    pdf_annot_event_page_open(), pdf_annot_event_page_visible(), pdf_annot_event_up(),
    pdf_annot_field_event_keystroke(), pdf_annot_field_flags(), pdf_annot_field_label(),
    pdf_annot_field_value(), pdf_annot_filespec(), pdf_annot_flags(), pdf_annot_has_author(),
    pdf_annot_has_border(), pdf_annot_has_border_effect(), pdf_annot_has_callout(),
    pdf_annot_has_default_appearance(), pdf_annot_has_filespec(), pdf_annot_has_icon_name(),
    pdf_annot_has_in_reply_to(), pdf_annot_has_ink_list(), pdf_annot_has_intent(),
    pdf_annot_has_interior_color(), pdf_annot_has_line(), pdf_annot_has_line_ending_styles(),
    pdf_annot_has_open(), pdf_annot_has_popup(), pdf_annot_has_quad_points(),
    pdf_annot_has_quadding(), pdf_annot_has_rect(), pdf_annot_has_rich_contents(),
    pdf_annot_has_rich_defaults(), pdf_annot_has_subject(), pdf_annot_has_vertices(),
    pdf_annot_hidden_for_editing(), pdf_annot_hot(), pdf_annot_icon_name(),
    pdf_annot_ink_list_count(), pdf_annot_ink_list_stroke_count(),
    pdf_annot_ink_list_stroke_vertex(), pdf_annot_interior_color(), pdf_annot_is_open(),
    pdf_annot_is_standard_stamp(), pdf_annot_language(), pdf_annot_line(),
    pdf_annot_line_caption(), pdf_annot_line_caption_offset(), pdf_annot_line_ending_styles(),
    pdf_annot_line_leader(), pdf_annot_line_leader_extension(), pdf_annot_line_leader_offset(),
    pdf_annot_modification_date(), pdf_annot_name(), pdf_annot_needs_resynthesis(),
    pdf_annot_obj(), pdf_annot_opacity(), pdf_annot_page(),
    pdf_annot_pop_and_discard_local_xref(), pdf_annot_pop_local_xref(), pdf_annot_popup(),
    pdf_annot_push_local_xref(), pdf_annot_quad_point(), pdf_annot_quad_point_count(),
    pdf_annot_quadding(), pdf_annot_rect(), pdf_annot_request_resynthesis(),
    pdf_annot_request_synthesis(), pdf_annot_rich_contents(), pdf_annot_rich_defaults(),
    pdf_annot_stamp_image_obj(), pdf_annot_subject(), pdf_annot_transform(), pdf_annot_vertex(),
    pdf_annot_vertex_count(), pdf_array_insert(), pdf_array_insert_drop(), pdf_array_push(),
    pdf_array_push_array(), pdf_array_push_bool(), pdf_array_push_dict(), pdf_array_push_drop(),
    pdf_array_push_int(), pdf_array_push_name(), pdf_array_push_real(), pdf_array_push_string(),
    pdf_array_push_text_string(), pdf_array_put(), pdf_array_put_array(), pdf_array_put_bool(),
    pdf_array_put_dict(), pdf_array_put_drop(), pdf_array_put_int(), pdf_array_put_name(),
    pdf_array_put_real(), pdf_array_put_string(), pdf_array_put_text_string(),
    pdf_begin_implicit_operation(), pdf_begin_operation(), pdf_copy_array(), pdf_copy_dict(),
    pdf_count_pages(), pdf_count_pages_imp(), pdf_create_annot(), pdf_create_annot_raw(),
    pdf_create_document(), pdf_create_field_name(), pdf_create_link(), pdf_create_object(),
    pdf_create_signature_widget(), pdf_deep_copy_obj(), pdf_delete_annot(), pdf_delete_link(),
    pdf_delete_object(), pdf_delete_page(), pdf_delete_page_labels(), pdf_delete_page_range(),
    pdf_dict_get_put_drop(), pdf_dict_put(), pdf_dict_put_array(), pdf_dict_put_bool(),
    pdf_dict_put_date(), pdf_dict_put_dict(), pdf_dict_put_drop(), pdf_dict_put_indirect(),
    pdf_dict_put_int(), pdf_dict_put_matrix(), pdf_dict_put_name(), pdf_dict_put_point(),
    pdf_dict_put_real(), pdf_dict_put_rect(), pdf_dict_put_string(), pdf_dict_put_text_string(),
    pdf_dict_put_val_null(), pdf_dict_putl(), pdf_dict_putl_drop(), pdf_dict_putp(),
    pdf_dict_putp_drop(), pdf_dict_puts(), pdf_dict_puts_dict(), pdf_dict_puts_drop(),
    pdf_document_from_fz_document(), pdf_graft_mapped_object(), pdf_graft_mapped_page(),
    pdf_graft_object(), pdf_graft_page(), pdf_insert_colorspace_resource(),
    pdf_insert_font_resource(), pdf_insert_image_resource(), pdf_insert_page(), pdf_lex(),
    pdf_lex_no_string(), pdf_lexbuf_fin(), pdf_lexbuf_grow(), pdf_lexbuf_init(),
    pdf_load_compressed_inline_image(), pdf_load_field_name(), pdf_load_journal(),
    pdf_load_page_tree(), pdf_load_stream_or_string_as_utf8(), pdf_load_to_unicode(),
    pdf_load_type3_glyphs(), pdf_lookup_page_loc(), pdf_lookup_page_number(),
    pdf_lookup_page_obj(), pdf_new_processor(), pdf_new_uri_from_explicit_dest(),
    pdf_new_uri_from_path_and_explicit_dest(), pdf_new_uri_from_path_and_named_dest(),
    pdf_new_utf8_from_pdf_stream_obj(), pdf_new_utf8_from_pdf_string(),
    pdf_new_utf8_from_pdf_string_obj(), pdf_parse_array(), pdf_parse_date(),
    pdf_parse_default_appearance(), pdf_parse_default_appearance_unmapped(), pdf_parse_dict(),
    pdf_parse_ind_obj(), pdf_parse_journal_obj(), pdf_parse_stm_obj(), pdf_parse_write_options(),
    pdf_redact_page(), pdf_repair_obj(), pdf_repair_xref(), pdf_resolve_indirect(),
    pdf_resolve_indirect_chain(), pdf_resolve_link(), pdf_resolve_link_dest(), pdf_run_annot(),
    pdf_run_document_structure(), pdf_run_glyph(), pdf_run_page(), pdf_run_page_annots(),
    pdf_run_page_annots_with_usage(), pdf_run_page_contents(), pdf_run_page_contents_with_usage(),
    pdf_run_page_widgets(), pdf_run_page_widgets_with_usage(), pdf_run_page_with_usage(),
    pdf_save_document(), pdf_save_journal(), pdf_save_snapshot(), pdf_set_annot_active(),
    pdf_set_annot_appearance(), pdf_set_annot_appearance_from_display_list(),
    pdf_set_annot_author(), pdf_set_annot_border(), pdf_set_annot_border_effect(),
    pdf_set_annot_border_effect_intensity(), pdf_set_annot_border_style(),
    pdf_set_annot_border_width(), pdf_set_annot_callout_line(), pdf_set_annot_callout_point(),
    pdf_set_annot_callout_style(), pdf_set_annot_color(), pdf_set_annot_contents(),
    pdf_set_annot_creation_date(), pdf_set_annot_default_appearance(),
    pdf_set_annot_field_value(), pdf_set_annot_filespec(), pdf_set_annot_flags(),
    pdf_set_annot_hidden_for_editing(), pdf_set_annot_hot(), pdf_set_annot_icon_name(),
    pdf_set_annot_ink_list(), pdf_set_annot_intent(), pdf_set_annot_interior_color(),
    pdf_set_annot_is_open(), pdf_set_annot_language(), pdf_set_annot_line(),
    pdf_set_annot_line_caption(), pdf_set_annot_line_caption_offset(),
    pdf_set_annot_line_end_style(), pdf_set_annot_line_ending_styles(),
    pdf_set_annot_line_leader(), pdf_set_annot_line_leader_extension(),
    pdf_set_annot_line_leader_offset(), pdf_set_annot_line_start_style(),
    pdf_set_annot_modification_date(), pdf_set_annot_name(), pdf_set_annot_opacity(),
    pdf_set_annot_popup(), pdf_set_annot_quad_points(), pdf_set_annot_quadding(),
    pdf_set_annot_rect(), pdf_set_annot_resynthesised(), pdf_set_annot_rich_contents(),
    pdf_set_annot_rich_defaults(), pdf_set_annot_stamp_image(), pdf_set_annot_stamp_image_obj(),
    pdf_set_annot_subject(), pdf_set_annot_vertex(), pdf_set_annot_vertices(),
    pdf_set_choice_field_value(), pdf_set_cmap_wmode(), pdf_set_default_hmtx(),
    pdf_set_default_vmtx(), pdf_set_doc_event_callback(), pdf_set_document_language(),
    pdf_set_field_value(), pdf_set_font_wmode(), pdf_set_int(), pdf_set_layer_config_as_default(),
    pdf_set_obj_memo(), pdf_set_obj_parent(), pdf_set_page_box(), pdf_set_page_labels(),
    pdf_set_page_tree_cache(), pdf_set_populating_xref_trailer(), pdf_set_str_len(),
    pdf_set_text_field_value(), pdf_set_trailer(), pdf_set_usecmap(),
    pdf_set_widget_editing_state(), pdf_update_annot(), pdf_update_default_colorspaces(),
    pdf_update_object(), pdf_update_open_pages(), pdf_update_page(), pdf_update_stream(),
    pdf_update_widget(), pdf_update_xobject(), pdf_write_digest(), pdf_write_document(),
    pdf_write_journal(), pdf_write_snapshot(), fz_caught(), fz_caught_message(),
    fz_clear_bitmap(), fz_clear_buffer(), fz_do_always(), fz_do_catch(), fz_do_try(),
    fz_ignore_error(), fz_invert_bitmap(), fz_md5_buffer(), fz_pixmap_alpha(), fz_pixmap_spots(),
    fz_push_try(), fz_report_error(), fz_set_default_gray(), fz_var_imp(), fz_warn();

void all(void *p) {
  fz_rethrow_if(); fz_rethrow_unless(); fz_malloc(); fz_calloc(); fz_malloc_array();
  fz_malloc_flexible(); fz_strdup(); fz_malloc_no_throw(); fz_calloc_no_throw();
  fz_realloc_no_throw(); fz_realloc(); fz_resize_array(); fz_free(0, 0); fz_lock(0, 0);
  fz_unlock(0, 0); fz_new_context_imp(); fz_clone_context(); fz_drop_context(0);
  fz_load_bmp_subimage(); fz_load_chapter_page(); fz_load_fallback_font();
  fz_load_jbig2_globals(); fz_load_jbig2_subimage(); fz_load_jpx(); fz_load_links();
  fz_load_outline(); fz_load_outline_from_iterator(); fz_load_page(); fz_load_pnm_subimage();
  fz_load_system_cjk_font(); fz_load_system_font(); fz_load_tiff_subimage(); fz_new_arc4_output();
  fz_new_archive_of_size(); fz_new_ascii85_output(); fz_new_asciihex_output();
  fz_new_band_writer_of_size(); fz_new_barcode_image(); fz_new_barcode_pixmap();
  fz_new_base14_font(); fz_new_bbox_device(); fz_new_bitmap(); fz_new_bitmap_from_image();
  fz_new_bitmap_from_pixmap(); fz_new_bitmap_from_pixmap_band(); fz_new_buffer();
  fz_new_buffer_from_base64(); fz_new_buffer_from_copied_data(); fz_new_buffer_from_data();
  fz_new_buffer_from_display_list(); fz_new_buffer_from_flattened_display_list();
  fz_new_buffer_from_flattened_page(); fz_new_buffer_from_flattened_page_number();
  fz_new_buffer_from_flattened_stext_page(); fz_new_buffer_from_image_as_jpeg();
  fz_new_buffer_from_image_as_jpx(); fz_new_buffer_from_image_as_pam();
  fz_new_buffer_from_image_as_pbm(); fz_new_buffer_from_image_as_pkm();
  fz_new_buffer_from_image_as_png(); fz_new_buffer_from_image_as_pnm();
  fz_new_buffer_from_image_as_psd(); fz_new_buffer_from_page(); fz_new_buffer_from_page_number();
  fz_new_buffer_from_page_with_format(); fz_new_buffer_from_pixmap_as_jpeg();
  fz_new_buffer_from_pixmap_as_jpx(); fz_new_buffer_from_pixmap_as_pam();
  fz_new_buffer_from_pixmap_as_pbm(); fz_new_buffer_from_pixmap_as_pkm();
  fz_new_buffer_from_pixmap_as_png(); fz_new_buffer_from_pixmap_as_pnm();
  fz_new_buffer_from_pixmap_as_psd(); fz_new_buffer_from_printf();
  fz_new_buffer_from_shared_data(); fz_new_buffer_from_stext_page(); fz_new_builtin_font();
  fz_new_cal_gray_colorspace(); fz_new_cal_rgb_colorspace(); fz_new_cbz_writer();
  fz_new_cbz_writer_with_output(); fz_new_cjk_font(); fz_new_color_pcl_band_writer();
  fz_new_colorspace(); fz_new_compressed_buffer(); fz_new_csv_writer();
  fz_new_csv_writer_with_output(); fz_new_culling_device(); fz_new_culling_device_with_rects();
  fz_new_default_colorspaces(); fz_new_deflate_output(); fz_new_device_of_size();
  fz_new_display_list(); fz_new_display_list_from_page();
  fz_new_display_list_from_page_contents(); fz_new_display_list_from_page_number();
  fz_new_display_list_from_svg(); fz_new_display_list_from_svg_xml(); fz_new_document_writer();
  fz_new_document_writer_of_size(); fz_new_document_writer_with_buffer();
  fz_new_document_writer_with_output(); fz_new_docx_writer(); fz_new_docx_writer_with_output();
  fz_new_dom(); fz_new_dom_node(); fz_new_dom_text_node(); fz_new_draw_device();
  fz_new_draw_device_type3(); fz_new_draw_device_with_bbox();
  fz_new_draw_device_with_bbox_proof(); fz_new_draw_device_with_options();
  fz_new_draw_device_with_proof(); fz_new_flotilla_from_stext_page_vectors();
  fz_new_font_from_buffer(); fz_new_font_from_file(); fz_new_font_from_memory();
  fz_new_function_of_size(); fz_new_hash_table(); fz_new_hyphenator_from_stream();
  fz_new_icc_colorspace(); fz_new_image_from_buffer(); fz_new_image_from_compressed_buffer();
  fz_new_image_from_display_list(); fz_new_image_from_file(); fz_new_image_from_pixmap();
  fz_new_image_from_svg(); fz_new_image_from_svg_xml(); fz_new_image_of_size();
  fz_new_indexed_colorspace(); fz_new_jpeg_pixmap_writer(); fz_new_jpx_image_from_buffer();
  fz_new_layout(); fz_new_link_of_size(); fz_new_list_device(); fz_new_log_for_module();
  fz_new_mono_pcl_band_writer(); fz_new_mono_pwg_band_writer(); fz_new_multi_archive();
  fz_new_ocr_device(); fz_new_ocr_device_with_options(); fz_new_odt_writer();
  fz_new_odt_writer_with_output(); fz_new_options(); fz_new_outline(); fz_new_outline_iterator();
  fz_new_outline_iterator_of_size(); fz_new_output(); fz_new_output_with_buffer();
  fz_new_output_with_file_ptr(); fz_new_page_of_size(); fz_new_pam_band_writer();
  fz_new_pam_pixmap_writer(); fz_new_passthrough_device_of_size(); fz_new_path();
  fz_new_pbm_band_writer(); fz_new_pbm_pixmap_writer(); fz_new_pcl_writer();
  fz_new_pcl_writer_with_output(); fz_new_pclm_band_writer(); fz_new_pclm_writer();
  fz_new_pclm_writer_with_output(); fz_new_pdf_document_from_fz_document(); fz_new_pdf_writer();
  fz_new_pdf_writer_with_output(); fz_new_pdfocr_band_writer(); fz_new_pdfocr_writer();
  fz_new_pdfocr_writer_with_output(); fz_new_pgm_pixmap_writer(); fz_new_pixmap();
  fz_new_pixmap_from_alpha_channel(); fz_new_pixmap_from_color_and_mask();
  fz_new_pixmap_from_culled_display_list(); fz_new_pixmap_from_culled_page();
  fz_new_pixmap_from_culled_page_number(); fz_new_pixmap_from_display_list();
  fz_new_pixmap_from_display_list_culling_text();
  fz_new_pixmap_from_display_list_culling_text_etc();
  fz_new_pixmap_from_display_list_with_separations(); fz_new_pixmap_from_page();
  fz_new_pixmap_from_page_contents(); fz_new_pixmap_from_page_contents_with_separations();
  fz_new_pixmap_from_page_culling_text(); fz_new_pixmap_from_page_culling_text_etc();
  fz_new_pixmap_from_page_number(); fz_new_pixmap_from_page_number_culling_text();
  fz_new_pixmap_from_page_number_culling_text_etc();
  fz_new_pixmap_from_page_number_with_separations(); fz_new_pixmap_from_page_with_separations();
  fz_new_pixmap_from_pixmap(); fz_new_pixmap_with_bbox(); fz_new_pixmap_with_bbox_and_data();
  fz_new_pixmap_with_data(); fz_new_pixmap_writer(); fz_new_pixmap_writer_with_output();
  fz_new_pkm_band_writer(); fz_new_pkm_pixmap_writer(); fz_new_png_band_writer();
  fz_new_png_pixmap_writer(); fz_new_pnm_band_writer(); fz_new_pnm_pixmap_writer(); fz_new_pool();
  fz_new_pool_array_imp(); fz_new_ppm_pixmap_writer(); fz_new_ps_band_writer();
  fz_new_ps_writer(); fz_new_ps_writer_with_output(); fz_new_psd_band_writer();
  fz_new_pwg_band_writer(); fz_new_pwg_writer(); fz_new_pwg_writer_with_output();
  fz_new_rle_output(); fz_new_search(); fz_new_separations(); fz_new_stext_device();
  fz_new_stext_device_for_page(); fz_new_stext_page();
  fz_new_stext_page_from_chapter_page_number(); fz_new_stext_page_from_display_list();
  fz_new_stext_page_from_page(); fz_new_stext_page_from_page_number();
  fz_new_stext_page_from_page_with_cookie(); fz_new_stext_struct(); fz_new_story();
  fz_new_stream(); fz_new_string(); fz_new_stroke_state(); fz_new_stroke_state_with_dash_len();
  fz_new_svg_device(); fz_new_svg_device_with_id(); fz_new_svg_device_with_options();
  fz_new_svg_writer(); fz_new_svg_writer_with_output(); fz_new_test_device(); fz_new_text();
  fz_new_text_writer(); fz_new_text_writer_with_output(); fz_new_trace_device();
  fz_new_tree_archive(); fz_new_type3_font(); fz_new_xhtml_document_from_document();
  fz_new_xmltext_device(); fz_new_zip_writer(); fz_new_zip_writer_with_output(); fz_open_a85d();
  fz_open_accelerated_document(); fz_open_accelerated_document_with_dir();
  fz_open_accelerated_document_with_stream(); fz_open_accelerated_document_with_stream_and_dir();
  fz_open_aesd(); fz_open_ahxd(); fz_open_arc4(); fz_open_archive(); fz_open_archive_entry();
  fz_open_archive_with_stream(); fz_open_brotlid(); fz_open_buffer(); fz_open_cfb_archive();
  fz_open_cfb_archive_with_stream(); fz_open_compressed_buffer(); fz_open_concat();
  fz_open_dctd(); fz_open_directory(); fz_open_document(); fz_open_document_with_buffer();
  fz_open_document_with_stream(); fz_open_document_with_stream_and_dir();
  fz_open_endstream_filter(); fz_open_faxd(); fz_open_file(); fz_open_file_autodelete();
  fz_open_file_ptr_no_close(); fz_open_file_w(); fz_open_flated(); fz_open_image_decomp_stream();
  fz_open_image_decomp_stream_from_buffer(); fz_open_jbig2d(); fz_open_leecher();
  fz_open_libarchive_archive(); fz_open_libarchive_archive_with_stream(); fz_open_libarchived();
  fz_open_lzwd(); fz_open_memory(); fz_open_null_filter(); fz_open_predict();
  fz_open_range_filter(); fz_open_reflowed_document(); fz_open_rld(); fz_open_sgilog16();
  fz_open_sgilog24(); fz_open_sgilog32(); fz_open_tar_archive();
  fz_open_tar_archive_with_stream(); fz_open_thunder(); fz_open_zip_archive();
  fz_open_zip_archive_with_memory(); fz_open_zip_archive_with_stream(); pdf_load_builtin_cmap();
  pdf_load_cmap(); pdf_load_colorspace(); pdf_load_compressed_stream();
  pdf_load_default_colorspaces(); pdf_load_embedded_cmap(); pdf_load_embedded_file_contents();
  pdf_load_font(); pdf_load_function(); pdf_load_hail_mary_font(); pdf_load_image();
  pdf_load_image_stream(); pdf_load_inline_image(); pdf_load_link_annots(); pdf_load_links();
  pdf_load_name_tree(); pdf_load_object(); pdf_load_object_labels(); pdf_load_outline();
  pdf_load_page(); pdf_load_page_imp(); pdf_load_pattern(); pdf_load_raw_stream();
  pdf_load_raw_stream_number(); pdf_load_shading(); pdf_load_stream(); pdf_load_stream_number();
  pdf_load_system_cmap(); pdf_load_type3_font(); pdf_load_unencrypted_object();
  pdf_new_action_from_link(); pdf_new_array(); pdf_new_buffer_processor(); pdf_new_cmap();
  pdf_new_color_filter(); pdf_new_crypt(); pdf_new_date(); pdf_new_dest_from_link();
  pdf_new_dict(); pdf_new_display_list_from_annot(); pdf_new_encrypt(); pdf_new_font_desc();
  pdf_new_graft_map(); pdf_new_identity_cmap(); pdf_new_indirect(); pdf_new_int(); pdf_new_link();
  pdf_new_local_xref(); pdf_new_mark_bits(); pdf_new_matrix(); pdf_new_name();
  pdf_new_outline_iterator(); pdf_new_output_processor(); pdf_new_pdf_device();
  pdf_new_pixmap_from_annot(); pdf_new_pixmap_from_page_contents_with_separations_and_usage();
  pdf_new_pixmap_from_page_contents_with_usage();
  pdf_new_pixmap_from_page_with_separations_and_usage(); pdf_new_pixmap_from_page_with_usage();
  pdf_new_point(); pdf_new_real(); pdf_new_rect(); pdf_new_run_processor();
  pdf_new_sanitize_filter(); pdf_new_stext_page_from_annot(); pdf_new_string();
  pdf_new_text_string(); pdf_new_vectorize_filter(); pdf_new_xobject();
  pdf_open_contents_stream(); pdf_open_crypt(); pdf_open_crypt_with_filter(); pdf_open_document();
  pdf_open_document_with_dir(); pdf_open_document_with_stream();
  pdf_open_document_with_stream_and_dir(); pdf_open_inline_stream(); pdf_open_raw_stream();
  pdf_open_raw_stream_number(); pdf_open_stream(); pdf_open_stream_number();
  pdf_open_stream_with_offset(); fz_keep_archive(); fz_keep_bitmap(); fz_keep_buffer();
  fz_keep_colorspace(); fz_keep_compressed_buffer(); fz_keep_default_colorspaces();
  fz_keep_device(); fz_keep_display_list(); fz_keep_document(); fz_keep_font();
  fz_keep_function(); fz_keep_glyph(); fz_keep_halftone(); fz_keep_image();
  fz_keep_image_store_key(); fz_keep_jbig2_globals(); fz_keep_link(); fz_keep_options();
  fz_keep_outline(); fz_keep_page(); fz_keep_path(); fz_keep_pixmap(); fz_keep_separations();
  fz_keep_shade(); fz_keep_stext_page(); fz_keep_stream(); fz_keep_string();
  fz_keep_stroke_state(); fz_keep_text(); fz_keep_xml(); pdf_keep_annot(); pdf_keep_cmap();
  pdf_keep_document(); pdf_keep_font(); pdf_keep_function(); pdf_keep_graft_map(); pdf_keep_obj();
  pdf_keep_page(); pdf_keep_pattern(); pdf_keep_processor(); pdf_keep_widget(); fz_drop_archive();
  fz_drop_band_writer(); fz_drop_bitmap(); fz_drop_buffer(); fz_drop_colorspace();
  fz_drop_compressed_buffer(); fz_drop_default_colorspaces(); fz_drop_device();
  fz_drop_display_list(); fz_drop_document(); fz_drop_document_writer(); fz_drop_flotilla();
  fz_drop_font(); fz_drop_function(); fz_drop_glyph(); fz_drop_halftone(); fz_drop_hash_table();
  fz_drop_hyphenator(); fz_drop_image(); fz_drop_image_base(); fz_drop_image_store_key();
  fz_drop_jbig2_globals(); fz_drop_layout(); fz_drop_link(); fz_drop_options(); fz_drop_outline();
  fz_drop_outline_iterator(); fz_drop_page(); fz_drop_path(); fz_drop_pixmap(); fz_drop_pool();
  fz_drop_search(); fz_drop_separations(); fz_drop_shade(); fz_drop_shade_color_cache();
  fz_drop_stext_page(); fz_drop_story(); fz_drop_stream(); fz_drop_string();
  fz_drop_stroke_state(); fz_drop_text(); fz_drop_xml(); fz_drop_zip_writer(); pdf_drop_annot();
  pdf_drop_cmap(); pdf_drop_crypt(); pdf_drop_document(); pdf_drop_font(); pdf_drop_function();
  pdf_drop_graft_map(); pdf_drop_journal(); pdf_drop_js(); pdf_drop_local_xref();
  pdf_drop_local_xref_and_resources(); pdf_drop_locked_fields(); pdf_drop_mark_bits();
  pdf_drop_obj(); pdf_drop_object_labels(); pdf_drop_ocg(); pdf_drop_page(); pdf_drop_page_tree();
  pdf_drop_page_tree_internal(); pdf_drop_pattern(); pdf_drop_processor();
  pdf_drop_resource_tables(); pdf_drop_signer(); pdf_drop_singleton_obj(); pdf_drop_verifier();
  pdf_drop_widget(); fz_add_layout_char(); fz_add_layout_line(); fz_add_separation();
  fz_add_separation_equivalents(); fz_append_base64(); fz_append_base64_buffer();
  fz_append_bits(); fz_append_bits_pad(); fz_append_buffer(); fz_append_byte(); fz_append_data();
  fz_append_image_as_data_uri(); fz_append_int16_be(); fz_append_int16_le(); fz_append_int32_be();
  fz_append_int32_le(); fz_append_json(); fz_append_pdf_string(); fz_append_pixmap_as_data_uri();
  fz_append_printf(); fz_append_rune(); fz_append_string(); fz_append_uint16_be();
  fz_append_uint16_le(); fz_append_uint32_be(); fz_append_uint32_le(); fz_append_vprintf();
  fz_authenticate_password(); fz_begin_group(); fz_begin_layer(); fz_begin_mask();
  fz_begin_metatext(); fz_begin_page(); fz_begin_structure(); fz_begin_tile(); fz_begin_tile_id();
  fz_begin_tile_tid(); fz_bound_page(); fz_bound_page_box(); fz_clip_image_mask(); fz_clip_path();
  fz_clip_stroke_path(); fz_clip_stroke_text(); fz_clip_text(); fz_close_band_writer();
  fz_close_device(); fz_close_document_writer(); fz_close_zip_writer(); fz_convert_color();
  fz_convert_error(); fz_convert_indexed_pixmap_to_base(); fz_convert_pixmap();
  fz_convert_separation_colors(); fz_convert_separation_pixmap_to_base();
  fz_count_active_separations(); fz_count_archive_entries(); fz_count_chapter_pages();
  fz_count_chapters(); fz_count_options(); fz_count_pages(); fz_count_separations(); fz_curveto();
  fz_curvetov(); fz_curvetoy(); fz_decode_barcode_from_display_list();
  fz_decode_barcode_from_page(); fz_decode_barcode_from_pixmap(); fz_decode_tile();
  fz_decode_uri(); fz_decode_uri_component(); fz_encode_character();
  fz_encode_character_by_glyph_name(); fz_encode_character_sc();
  fz_encode_character_with_fallback(); fz_encode_uri(); fz_encode_uri_component();
  fz_encode_uri_pathname(); fz_end_group(); fz_end_layer(); fz_end_mask(); fz_end_mask_tr();
  fz_end_metatext(); fz_end_page(); fz_end_structure(); fz_end_tile(); fz_fill_image();
  fz_fill_image_mask(); fz_fill_path(); fz_fill_pixmap_from_display_list();
  fz_fill_pixmap_with_color(); fz_fill_shade(); fz_fill_text(); fz_get_pixmap_from_image();
  fz_get_pixmap_mask_from_image(); fz_grow_buffer(); fz_hash_insert(); fz_image_digest();
  fz_image_orientation(); fz_image_orientation_matrix(); fz_image_size(); fz_layout_document();
  fz_lineto(); fz_load_bmp_subimage_count(); fz_load_jbig2_subimage_count();
  fz_load_pnm_subimage_count(); fz_load_tiff_subimage_count(); fz_load_user_css(); fz_moveto();
  fz_new_brotli_data(); fz_new_brotli_data_from_buffer(); fz_new_deflated_data();
  fz_new_deflated_data_from_buffer(); fz_new_document_of_size(); fz_new_text_from_xml();
  fz_parse_draw_options(); fz_parse_json(); fz_parse_options(); fz_parse_page_range();
  fz_parse_pcl_options(); fz_parse_pclm_options(); fz_parse_pdfocr_options();
  fz_parse_pwg_options(); fz_parse_search_options(); fz_parse_stext_options();
  fz_parse_svg_device_options(); fz_parse_table_hunt_options(); fz_parse_xml();
  fz_parse_xml_archive_entry(); fz_parse_xml_from_html5(); fz_parse_xml_stream();
  fz_process_opened_pages(); fz_process_shade(); fz_read_all(); fz_read_archive_entry();
  fz_read_best(); fz_read_file(); fz_read_float(); fz_read_float_le(); fz_read_int16();
  fz_read_int16_le(); fz_read_int32(); fz_read_int32_le(); fz_read_int64(); fz_read_int64_le();
  fz_read_line(); fz_read_rune(); fz_read_string(); fz_read_text_file(); fz_read_uint16();
  fz_read_uint16_le(); fz_read_uint24(); fz_read_uint24_le(); fz_read_uint32();
  fz_read_uint32_le(); fz_read_uint64(); fz_read_uint64_le(); fz_read_utf16_be();
  fz_read_utf16_le(); fz_resize_buffer(); fz_resolve_link(); fz_resolve_link_dest();
  fz_run_display_list(); fz_run_document_structure(); fz_run_page(); fz_run_page_annots();
  fz_run_page_contents(); fz_run_page_widgets(); fz_run_t3_glyph(); fz_save_accelerator();
  fz_save_bitmap_as_pbm(); fz_save_bitmap_as_pcl(); fz_save_bitmap_as_pkm();
  fz_save_bitmap_as_pwg(); fz_save_buffer(); fz_save_pixmap_as_jpeg(); fz_save_pixmap_as_jpx();
  fz_save_pixmap_as_pam(); fz_save_pixmap_as_pbm(); fz_save_pixmap_as_pcl();
  fz_save_pixmap_as_pclm(); fz_save_pixmap_as_pdfocr(); fz_save_pixmap_as_pkm();
  fz_save_pixmap_as_png(); fz_save_pixmap_as_pnm(); fz_save_pixmap_as_ps();
  fz_save_pixmap_as_psd(); fz_save_pixmap_as_pwg(); fz_save_xml(); fz_scale_pixmap();
  fz_search_backwards(); fz_search_chapter_page_number(); fz_search_chapter_page_number_cb();
  fz_search_display_list(); fz_search_display_list_cb(); fz_search_forwards(); fz_search_page();
  fz_search_page_cb(); fz_search_page_number(); fz_search_page_number_cb();
  fz_search_stext_page(); fz_search_stext_page_cb(); fz_seek(); fz_seek_output(); fz_show_glyph();
  fz_show_glyph_aux(); fz_show_string(); fz_skip(); fz_skip_space(); fz_skip_string();
  fz_store_item(); fz_store_scavenge(); fz_store_scavenge_external(); fz_stroke_path();
  fz_stroke_state_eq(); fz_stroke_text(); fz_write_band(); fz_write_base64();
  fz_write_base64_buffer(); fz_write_bitmap_as_pbm(); fz_write_bitmap_as_pcl();
  fz_write_bitmap_as_pkm(); fz_write_bitmap_as_pwg(); fz_write_bitmap_as_pwg_page();
  fz_write_bits(); fz_write_bits_sync(); fz_write_buffer(); fz_write_byte(); fz_write_char();
  fz_write_data(); fz_write_document(); fz_write_float_be(); fz_write_float_le();
  fz_write_header(); fz_write_image_as_data_uri(); fz_write_int16_be(); fz_write_int16_le();
  fz_write_int32_be(); fz_write_int32_le(); fz_write_json(); fz_write_pixmap_as_data_uri();
  fz_write_pixmap_as_jpeg(); fz_write_pixmap_as_jpx(); fz_write_pixmap_as_pam();
  fz_write_pixmap_as_pbm(); fz_write_pixmap_as_pcl(); fz_write_pixmap_as_pclm();
  fz_write_pixmap_as_pdfocr(); fz_write_pixmap_as_pkm(); fz_write_pixmap_as_png();
  fz_write_pixmap_as_pnm(); fz_write_pixmap_as_ps(); fz_write_pixmap_as_psd();
  fz_write_pixmap_as_pwg(); fz_write_pixmap_as_pwg_page(); fz_write_printf();
  fz_write_ps_file_header(); fz_write_ps_file_trailer(); fz_write_pwg_file_header();
  fz_write_rune(); fz_write_stream(); fz_write_string(); fz_write_uint16_be();
  fz_write_uint16_le(); fz_write_uint32_be(); fz_write_uint32_le(); fz_write_vprintf();
  fz_write_xml(); fz_write_zip_entry(); pdf_add_annot_border_dash_item();
  pdf_add_annot_ink_list(); pdf_add_annot_ink_list_stroke();
  pdf_add_annot_ink_list_stroke_vertex(); pdf_add_annot_quad_point(); pdf_add_annot_vertex();
  pdf_add_cid_font(); pdf_add_cjk_font(); pdf_add_codespace(); pdf_add_colorspace();
  pdf_add_embedded_file(); pdf_add_hmtx(); pdf_add_image(); pdf_add_journal_fragment();
  pdf_add_new_array(); pdf_add_new_dict(); pdf_add_object(); pdf_add_object_drop();
  pdf_add_page(); pdf_add_simple_font(); pdf_add_stream(); pdf_add_substitute_font();
  pdf_add_vmtx(); pdf_annot_active(); pdf_annot_ap(); pdf_annot_author(); pdf_annot_border();
  pdf_annot_border_dash_count(); pdf_annot_border_dash_item();
  pdf_annot_border_effect_intensity(); pdf_annot_border_width(); pdf_annot_callout_line();
  pdf_annot_callout_point(); pdf_annot_color(); pdf_annot_contents(); pdf_annot_creation_date();
  pdf_annot_default_appearance(); pdf_annot_default_appearance_unmapped();
  pdf_annot_display_rect(); pdf_annot_ensure_local_xref(); pdf_annot_event_blur();
  pdf_annot_event_down(); pdf_annot_event_enter(); pdf_annot_event_exit();
  pdf_annot_event_focus(); pdf_annot_event_page_close(); pdf_annot_event_page_invisible();
  pdf_annot_event_page_open(); pdf_annot_event_page_visible(); pdf_annot_event_up();
  pdf_annot_field_event_keystroke(); pdf_annot_field_flags(); pdf_annot_field_label();
  pdf_annot_field_value(); pdf_annot_filespec(); pdf_annot_flags(); pdf_annot_has_author();
  pdf_annot_has_border(); pdf_annot_has_border_effect(); pdf_annot_has_callout();
  pdf_annot_has_default_appearance(); pdf_annot_has_filespec(); pdf_annot_has_icon_name();
  pdf_annot_has_in_reply_to(); pdf_annot_has_ink_list(); pdf_annot_has_intent();
  pdf_annot_has_interior_color(); pdf_annot_has_line(); pdf_annot_has_line_ending_styles();
  pdf_annot_has_open(); pdf_annot_has_popup(); pdf_annot_has_quad_points();
  pdf_annot_has_quadding(); pdf_annot_has_rect(); pdf_annot_has_rich_contents();
  pdf_annot_has_rich_defaults(); pdf_annot_has_subject(); pdf_annot_has_vertices();
  pdf_annot_hidden_for_editing(); pdf_annot_hot(); pdf_annot_icon_name();
  pdf_annot_ink_list_count(); pdf_annot_ink_list_stroke_count();
  pdf_annot_ink_list_stroke_vertex(); pdf_annot_interior_color(); pdf_annot_is_open();
  pdf_annot_is_standard_stamp(); pdf_annot_language(); pdf_annot_line(); pdf_annot_line_caption();
  pdf_annot_line_caption_offset(); pdf_annot_line_ending_styles(); pdf_annot_line_leader();
  pdf_annot_line_leader_extension(); pdf_annot_line_leader_offset();
  pdf_annot_modification_date(); pdf_annot_name(); pdf_annot_needs_resynthesis(); pdf_annot_obj();
  pdf_annot_opacity(); pdf_annot_page(); pdf_annot_pop_and_discard_local_xref();
  pdf_annot_pop_local_xref(); pdf_annot_popup(); pdf_annot_push_local_xref();
  pdf_annot_quad_point(); pdf_annot_quad_point_count(); pdf_annot_quadding(); pdf_annot_rect();
  pdf_annot_request_resynthesis(); pdf_annot_request_synthesis(); pdf_annot_rich_contents();
  pdf_annot_rich_defaults(); pdf_annot_stamp_image_obj(); pdf_annot_subject();
  pdf_annot_transform(); pdf_annot_vertex(); pdf_annot_vertex_count(); pdf_array_insert();
  pdf_array_insert_drop(); pdf_array_push(); pdf_array_push_array(); pdf_array_push_bool();
  pdf_array_push_dict(); pdf_array_push_drop(); pdf_array_push_int(); pdf_array_push_name();
  pdf_array_push_real(); pdf_array_push_string(); pdf_array_push_text_string(); pdf_array_put();
  pdf_array_put_array(); pdf_array_put_bool(); pdf_array_put_dict(); pdf_array_put_drop();
  pdf_array_put_int(); pdf_array_put_name(); pdf_array_put_real(); pdf_array_put_string();
  pdf_array_put_text_string(); pdf_begin_implicit_operation(); pdf_begin_operation();
  pdf_copy_array(); pdf_copy_dict(); pdf_count_pages(); pdf_count_pages_imp(); pdf_create_annot();
  pdf_create_annot_raw(); pdf_create_document(); pdf_create_field_name(); pdf_create_link();
  pdf_create_object(); pdf_create_signature_widget(); pdf_deep_copy_obj(); pdf_delete_annot();
  pdf_delete_link(); pdf_delete_object(); pdf_delete_page(); pdf_delete_page_labels();
  pdf_delete_page_range(); pdf_dict_get_put_drop(); pdf_dict_put(); pdf_dict_put_array();
  pdf_dict_put_bool(); pdf_dict_put_date(); pdf_dict_put_dict(); pdf_dict_put_drop();
  pdf_dict_put_indirect(); pdf_dict_put_int(); pdf_dict_put_matrix(); pdf_dict_put_name();
  pdf_dict_put_point(); pdf_dict_put_real(); pdf_dict_put_rect(); pdf_dict_put_string();
  pdf_dict_put_text_string(); pdf_dict_put_val_null(); pdf_dict_putl(); pdf_dict_putl_drop();
  pdf_dict_putp(); pdf_dict_putp_drop(); pdf_dict_puts(); pdf_dict_puts_dict();
  pdf_dict_puts_drop(); pdf_document_from_fz_document(); pdf_graft_mapped_object();
  pdf_graft_mapped_page(); pdf_graft_object(); pdf_graft_page(); pdf_insert_colorspace_resource();
  pdf_insert_font_resource(); pdf_insert_image_resource(); pdf_insert_page(); pdf_lex();
  pdf_lex_no_string(); pdf_lexbuf_fin(); pdf_lexbuf_grow(); pdf_lexbuf_init();
  pdf_load_compressed_inline_image(); pdf_load_field_name(); pdf_load_journal();
  pdf_load_page_tree(); pdf_load_stream_or_string_as_utf8(); pdf_load_to_unicode();
  pdf_load_type3_glyphs(); pdf_lookup_page_loc(); pdf_lookup_page_number(); pdf_lookup_page_obj();
  pdf_new_processor(); pdf_new_uri_from_explicit_dest();
  pdf_new_uri_from_path_and_explicit_dest(); pdf_new_uri_from_path_and_named_dest();
  pdf_new_utf8_from_pdf_stream_obj(); pdf_new_utf8_from_pdf_string();
  pdf_new_utf8_from_pdf_string_obj(); pdf_parse_array(); pdf_parse_date();
  pdf_parse_default_appearance(); pdf_parse_default_appearance_unmapped(); pdf_parse_dict();
  pdf_parse_ind_obj(); pdf_parse_journal_obj(); pdf_parse_stm_obj(); pdf_parse_write_options();
  pdf_redact_page(); pdf_repair_obj(); pdf_repair_xref(); pdf_resolve_indirect();
  pdf_resolve_indirect_chain(); pdf_resolve_link(); pdf_resolve_link_dest(); pdf_run_annot();
  pdf_run_document_structure(); pdf_run_glyph(); pdf_run_page(); pdf_run_page_annots();
  pdf_run_page_annots_with_usage(); pdf_run_page_contents(); pdf_run_page_contents_with_usage();
  pdf_run_page_widgets(); pdf_run_page_widgets_with_usage(); pdf_run_page_with_usage();
  pdf_save_document(); pdf_save_journal(); pdf_save_snapshot(); pdf_set_annot_active();
  pdf_set_annot_appearance(); pdf_set_annot_appearance_from_display_list();
  pdf_set_annot_author(); pdf_set_annot_border(); pdf_set_annot_border_effect();
  pdf_set_annot_border_effect_intensity(); pdf_set_annot_border_style();
  pdf_set_annot_border_width(); pdf_set_annot_callout_line(); pdf_set_annot_callout_point();
  pdf_set_annot_callout_style(); pdf_set_annot_color(); pdf_set_annot_contents();
  pdf_set_annot_creation_date(); pdf_set_annot_default_appearance(); pdf_set_annot_field_value();
  pdf_set_annot_filespec(); pdf_set_annot_flags(); pdf_set_annot_hidden_for_editing();
  pdf_set_annot_hot(); pdf_set_annot_icon_name(); pdf_set_annot_ink_list();
  pdf_set_annot_intent(); pdf_set_annot_interior_color(); pdf_set_annot_is_open();
  pdf_set_annot_language(); pdf_set_annot_line(); pdf_set_annot_line_caption();
  pdf_set_annot_line_caption_offset(); pdf_set_annot_line_end_style();
  pdf_set_annot_line_ending_styles(); pdf_set_annot_line_leader();
  pdf_set_annot_line_leader_extension(); pdf_set_annot_line_leader_offset();
  pdf_set_annot_line_start_style(); pdf_set_annot_modification_date(); pdf_set_annot_name();
  pdf_set_annot_opacity(); pdf_set_annot_popup(); pdf_set_annot_quad_points();
  pdf_set_annot_quadding(); pdf_set_annot_rect(); pdf_set_annot_resynthesised();
  pdf_set_annot_rich_contents(); pdf_set_annot_rich_defaults(); pdf_set_annot_stamp_image();
  pdf_set_annot_stamp_image_obj(); pdf_set_annot_subject(); pdf_set_annot_vertex();
  pdf_set_annot_vertices(); pdf_set_choice_field_value(); pdf_set_cmap_wmode();
  pdf_set_default_hmtx(); pdf_set_default_vmtx(); pdf_set_doc_event_callback();
  pdf_set_document_language(); pdf_set_field_value(); pdf_set_font_wmode(); pdf_set_int();
  pdf_set_layer_config_as_default(); pdf_set_obj_memo(); pdf_set_obj_parent(); pdf_set_page_box();
  pdf_set_page_labels(); pdf_set_page_tree_cache(); pdf_set_populating_xref_trailer();
  pdf_set_str_len(); pdf_set_text_field_value(); pdf_set_trailer(); pdf_set_usecmap();
  pdf_set_widget_editing_state(); pdf_update_annot(); pdf_update_default_colorspaces();
  pdf_update_object(); pdf_update_open_pages(); pdf_update_page(); pdf_update_stream();
  pdf_update_widget(); pdf_update_xobject(); pdf_write_digest(); pdf_write_document();
  pdf_write_journal(); pdf_write_snapshot(); fz_caught(); fz_caught_message(); fz_clear_bitmap();
  fz_clear_buffer(); fz_do_always(); fz_do_catch(); fz_do_try(); fz_ignore_error();
  fz_invert_bitmap(); fz_md5_buffer(); fz_pixmap_alpha(); fz_pixmap_spots(); fz_push_try();
  fz_report_error(); fz_set_default_gray(); fz_var_imp(); fz_warn();
}
void ends_fz_throw(void *p) { fz_throw(); }
void ends_fz_vthrow(void *p) { fz_vthrow(); }
void ends_fz_rethrow(void *p) { fz_rethrow(); }
void ends_fz_rethrow_message(void *p) { fz_rethrow_message(); }
void ends_fz_throw_printf(void *p) { fz_throw_printf(); }
void ends_fz_morph_error_and_rethrow(void *p) { fz_morph_error_and_rethrow(); }
