import { formatDiagnostic } from '../core/code_frame';
import { diagnosticFor } from '../core/diagnostic';
import { commandIo } from './command_io';
import { runCommandLine } from './run';

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closed its end (`| head`) has what it wanted.
  if (error.code === 'EPIPE') process.exit(0);
  const hint = 'make room or write somewhere else; what was written so far is incomplete';
  const message = `The results could not be written: ${error.message}`;
  process.stderr.write(
    `${formatDiagnostic(diagnosticFor('<stdout>', { code: 'WW1201', severity: 'error', message, hint }))}\n`,
  );
  process.exit(3);
});

void runCommandLine(process.argv.slice(2), commandIo(process, controller.signal)).then((code) => {
  process.exitCode = code;
});
