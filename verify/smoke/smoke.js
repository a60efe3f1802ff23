#!/usr/bin/env node
'use strict';
/* global AbortController */
/**
 * Runs smoke.ts, which needs no build: KUBECONFIG=… node verify/smoke/smoke.js [--namespace NAME] [template …]
 * On Ctrl-C it takes away what it has made, at a second one it ends at once.
 */
const Module = require('node:module');
const path = require('node:path');
const esbuild = require('esbuild');

const entry = path.join(__dirname, 'smoke.ts');
const { outputFiles } = esbuild.buildSync({
  entryPoints: [entry],
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  conditions: ['@podwright/source'],
  logLevel: 'error',
});
const bundle = new Module(entry, module);
bundle.filename = entry;
bundle.paths = module.paths;
bundle._compile(outputFiles[0].text, entry);

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (interrupt.signal.aborted) process.exit(2);
    interrupt.abort();
  });
}
bundle.exports
  .smoke(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    signal: interrupt.signal,
  })
  .then((code) => (process.exitCode = code));
