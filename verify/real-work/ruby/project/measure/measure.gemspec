Gem::Specification.new do |gem|
  gem.name = 'measure'
  gem.version = '1.0'
  gem.summary = 'Measures, in C'
  gem.authors = ['Someone']
  gem.files = Dir['ext/*']
  gem.extensions = ['ext/extconf.rb']
end
