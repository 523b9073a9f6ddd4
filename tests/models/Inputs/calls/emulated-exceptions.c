/* Calls everything in models/emulated-exceptions.json.  Its headers are not needed here. */

int rb_raise(), rb_fatal(), rb_bug(), rb_exc_raise(), rb_jump_tag(), rb_sys_fail(), rb_throw(),
    rb_iter_break(), rb_notimplement(), rb_check_type(), rb_ary_push(), rb_str_cat_cstr(),
    rb_define_module_under(), rb_funcall(), rb_funcallv(), rb_block_call(), rb_hash_aset(),
    rb_class_new_instance(), rb_ivar_set(), rb_string_value(), rb_string_value_ptr(),
    rb_string_value_cstr(), rb_num2int(), rb_num2long(), rb_num2dbl(), rb_yield(), rb_eval_string(),
    rb_require(), rb_String(), rb_Integer(), rb_thread_check_ints(), rb_ensure(), rb_protect(),
    rb_rescue(), rb_thread_call_without_gvl(), ruby_xmalloc(), ruby_xmalloc2(), ruby_xcalloc(),
    ruby_xfree(), scm_error(), scm_throw(), scm_misc_error(), scm_wrong_type_arg(),
    scm_wrong_type_arg_msg(), scm_out_of_range(), scm_syserror(), scm_to_int32(), scm_to_int64(),
    scm_to_double(), scm_c_eval_string(), scm_eval_string(), scm_c_primitive_load(), scm_call_0(),
    scm_car(), scm_cdr(), scm_call_1(), scm_c_vector_ref(), scm_call_2(), scm_call_3(),
    scm_to_locale_string(), scm_to_utf8_string(), scm_dynwind_free(), scm_dynwind_begin(),
    scm_dynwind_end(), scm_c_catch(), scm_internal_catch();

void calls(void) {
  rb_raise(0, 0, 0);
  rb_fatal(0, 0);
  rb_bug(0);
  rb_exc_raise(0);
  rb_jump_tag(0);
  rb_sys_fail(0);
  rb_throw(0, 0);
  rb_iter_break();
  rb_notimplement();
  rb_check_type(0, 0);
  rb_ary_push(0, 0);
  rb_str_cat_cstr(0, 0);
  rb_define_module_under(0, 0);
  rb_funcall(0, 0, 0, 0);
  rb_funcallv(0, 0, 0, 0);
  rb_block_call(0, 0, 0, 0, 0, 0);
  rb_hash_aset(0, 0, 0);
  rb_class_new_instance(0, 0, 0);
  rb_ivar_set(0, 0, 0);
  rb_string_value(0);
  rb_string_value_ptr(0);
  rb_string_value_cstr(0);
  rb_num2int(0);
  rb_num2long(0);
  rb_num2dbl(0);
  rb_yield(0);
  rb_eval_string(0);
  rb_require(0);
  rb_String(0);
  rb_Integer(0);
  rb_thread_check_ints();
  rb_ensure(0, 0, 0, 0);
  rb_protect(0, 0, 0);
  rb_rescue(0, 0, 0, 0);
  rb_thread_call_without_gvl(0, 0, 0, 0);
  ruby_xmalloc(0);
  ruby_xmalloc2(0, 0);
  ruby_xcalloc(0, 0);
  ruby_xfree(0);
  scm_error(0, 0, 0, 0, 0);
  scm_throw(0, 0);
  scm_misc_error(0, 0, 0);
  scm_wrong_type_arg(0, 0, 0);
  scm_wrong_type_arg_msg(0, 0, 0, 0);
  scm_out_of_range(0, 0);
  scm_syserror(0);
  scm_to_int32(0);
  scm_to_int64(0);
  scm_to_double(0);
  scm_c_eval_string(0);
  scm_eval_string(0);
  scm_c_primitive_load(0);
  scm_call_0(0);
  scm_car(0);
  scm_cdr(0);
  scm_call_1(0, 0);
  scm_c_vector_ref(0, 0);
  scm_call_2(0, 0, 0);
  scm_call_3(0, 0, 0, 0);
  scm_to_locale_string(0);
  scm_to_utf8_string(0);
  scm_dynwind_free(0);
  scm_dynwind_begin(0);
  scm_dynwind_end();
  scm_c_catch(0, 0, 0, 0, 0, 0, 0, 0, 0);
  scm_internal_catch(0, 0, 0, 0, 0);
}
