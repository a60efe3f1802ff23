#!/usr/bin/env node
const os = require('node:os');
const { stdout } = require('node:process');
const { greet } = require('./index');

stdout.write(`${greet(os.userInfo().username)}\n`);
