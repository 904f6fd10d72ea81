import { commandIo } from './command_io';
import { runCommandLine } from './run';

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
// A reader that closed its end (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

void runCommandLine(process.argv.slice(2), commandIo(process, controller.signal)).then((code) => {
  process.exitCode = code;
});
