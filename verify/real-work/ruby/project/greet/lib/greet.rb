module Greet
  def self.hello(name) = "Hello, #{name}"
end
