#include <ruby.h>

static VALUE length(VALUE self, VALUE text) { return LONG2NUM(RSTRING_LEN(text)); }

void Init_measure(void) { rb_define_singleton_method(rb_define_module("Measure"), "length", length, 1); }
