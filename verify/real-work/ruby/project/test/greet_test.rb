require 'greet'
require 'measure'
require 'tempfile'

Tempfile.create { |file| file.write(Greet.hello('you')) }
raise 'greeting' unless Greet.hello('you') == 'Hello, you'
raise 'length' unless Measure.length('you') == 3
