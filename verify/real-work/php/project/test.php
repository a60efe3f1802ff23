<?php
require 'greet.php';
function check(bool $holds, string $what): void { if (!$holds) { fwrite(STDERR, "failed: $what\n"); exit(1); } }
check(greet('you') === 'Hello, you', 'greets');
$file = tempnam(sys_get_temp_dir(), 'judge');
check(file_put_contents($file, greet('you')) === 10, 'temporary file');
session_start(['use_cookies' => false, 'cache_limiter' => '', 'save_path' => sys_get_temp_dir()]);
$_SESSION['name'] = 'you';
check(session_write_close(), 'session');
$phar = new Phar('greet.phar');
$phar->addFile('greet.php');
check(is_file('greet.phar'), 'phar');
