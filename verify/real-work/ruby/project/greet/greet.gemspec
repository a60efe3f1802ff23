Gem::Specification.new do |gem|
  gem.name = 'greet'
  gem.version = '1.0'
  gem.summary = 'Greets'
  gem.authors = ['Someone']
  gem.files = Dir['lib/**/*.rb', 'bin/*']
  gem.bindir = 'bin'
  gem.executables = ['greet']
end
