<?php
namespace App;

class App { public static function run(): string { return \Greet\Greeting::to('workspace'); } }
