javac -d classes App.java AppTest.java
java -cp classes AppTest
jar --create --file app.jar --main-class App -C classes .
test "$(java -jar app.jar)" = "Hello, $HOME"
jdeps --print-module-deps app.jar
keytool -genkeypair -alias app -keyalg RSA -dname CN=app -storepass secret -keystore keys.p12
jarsigner -keystore keys.p12 -storepass secret app.jar app
