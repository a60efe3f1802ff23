import { EXIT } from './cli-error';
import { run } from './run';
import { processStreams } from './process-streams';

const streams = processStreams();

run(process.argv.slice(2), streams).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // A mistake of ours: the stack is what a report needs.
    streams.err(
      `podwright: unexpected error, please report it\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = EXIT.failed;
  },
);
