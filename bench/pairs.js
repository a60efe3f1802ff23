'use strict';
/** Measures programs in turn, so that whatever else the machine does falls on all of them alike. */
const { spawnSync } = require('node:child_process');

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function wallTime(program) {
  const { args, env = {} } = Array.isArray(program) ? { args: program } : program;
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')}: exit ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/**
 * Median of the ratios of each program to the first, pair by pair.
 *
 * @param programs arguments of node by name, or { args, env }; the yardstick first.
 */
function ratiosOf(programs, pairs) {
  const names = Object.keys(programs);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  // The first run of each fills the caches of the file system and of the compiled code.
  for (const name of names) wallTime(programs[name]);
  for (let i = 0; i < pairs; i++) for (const name of names) times[name].push(wallTime(programs[name]));
  const [yardstick] = names;
  return names.slice(1).map((name) => ({
    name,
    ratio: median(times[name].map((time, i) => time / times[yardstick][i])),
    milliseconds: median(times[name]),
  }));
}

module.exports = { median, ratiosOf };
