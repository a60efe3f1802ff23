mvn --batch-mode --settings settings.xml install
test "$(java -cp target/app-1.0.jar app.App)" = "Hello, $HOME"
# Resolved and installed into the local repository at the home, which the second build needs no other for.
test -f "$HOME/.m2/repository/com/example/app/1.0/app-1.0.jar"
mvn --batch-mode --settings settings.xml --offline package
