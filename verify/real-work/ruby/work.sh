# Ruby falls back to the current directory where it trusts no temporary one.
test "$(ruby -rtmpdir -e 'print Dir.tmpdir')" = "$TMPDIR"
(cd greet && gem build greet.gemspec && gem install --local --no-document greet-1.0.gem)
test "$(greet)" = 'Hello, workspace'
mkdir -p vendor/cache
(cd measure && gem build --output ../vendor/cache/measure-1.0.gem measure.gemspec)
bundle config set --local path vendor/bundle
bundle install --local
bundle exec ruby test/greet_test.rb
# Without a path of the project's own, into the gems of the template.
bundle config unset --local path
bundle install --local
test -d "$GEM_HOME/gems/measure-1.0"
bundle exec ruby test/greet_test.rb
bundle config set --global jobs 2
