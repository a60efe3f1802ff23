/**
 * The command as a function, for tools that want to run it in their own process.
 *
 * @packageDocumentation
 */
export { EXIT } from './cli-error';
export { run } from './run';
export type { Streams } from './streams';
