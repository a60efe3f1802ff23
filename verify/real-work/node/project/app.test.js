const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const test = require('node:test');

test('the build greets', () => {
  assert.equal(execFileSync('node', ['out/app.js'], { encoding: 'utf8' }), 'Hello, workspace\n');
});
