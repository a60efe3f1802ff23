<?php
function greet(string $name): string { return "Hello, $name"; }
if (PHP_SAPI === 'cli-server') echo greet($_GET['name']);
