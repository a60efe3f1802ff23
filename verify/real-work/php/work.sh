php -l greet.php
php -d phar.readonly=0 test.php
php -r 'require "phar://greet.phar/greet.php"; exit(greet("phar") === "Hello, phar" ? 0 : 1);'
php -S 127.0.0.1:8099 & server=$!
sleep 1
test "$(php -r 'echo file_get_contents("http://127.0.0.1:8099/greet.php?name=web");')" = 'Hello, web'
kill $server
