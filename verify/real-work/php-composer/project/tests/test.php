<?php
require __DIR__ . '/../vendor/autoload.php';
exit(App\App::run() === 'Hello, workspace' ? 0 : 1);
