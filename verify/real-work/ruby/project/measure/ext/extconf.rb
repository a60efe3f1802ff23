require 'mkmf'
create_makefile 'measure'
