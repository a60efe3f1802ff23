mkdir artifacts
composer archive --working-dir packages/greet --format zip --dir "$PWD/artifacts"
composer validate --no-check-publish
composer install
composer test
composer dump-autoload --optimize
composer test
composer config --global --list >settings.txt
composer clear-cache
