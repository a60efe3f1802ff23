gradle --offline build
test "$(java -cp build/libs/app.jar app.App)" = "Hello, $HOME"
