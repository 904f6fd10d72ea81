import { systemClock } from './clock';
import type { ArgumentTable } from './definition/arguments';
import type { Input } from './input';
import { logLine } from './log';
import { runProgram } from './run_program';
import { errorText } from './thrown';
import { stopSignalOf } from './stop_signal';

/**
 * How long a stopped input may take to save what it has: 700 ms, since splunkd waits not much longer
 * (reference/splunk-platform.md 1.9). Counted in turns, so that a process that the system hardly lets run has more.
 */
const GRACE_TURNS = 28;
const TURN_MILLISECONDS = 25;

/** Runs an input as this process: what a program's main module calls, once. Sets the exit code, and exits when done. */
export async function runProcess<A extends ArgumentTable, C>(input: Input<A, C>): Promise<void> {
  const signal = stopSignalOf(process);
  const stderr = (line: string): void => void process.stderr.write(line);
  // Without a listener a closed pipe would end the process with a stack trace; each write hears of it anyway.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  signal.addEventListener('abort', () => {
    exitAfter(GRACE_TURNS);
  });
  const code = await runProgram(input, {
    argv: process.argv.slice(2),
    stdin: process.stdin,
    stdout: writeOut,
    stderr,
    clock: systemClock,
    signal,
    repeat: true,
  }).catch((error: unknown) => {
    stderr(`${logLine('FATAL', errorText(error))}\n`);
    return 1;
  });
  await new Promise((resolve) => process.stderr.write('', resolve));
  // Everything is out: the writer waited for it. What may still be open (sockets, timers) must not hold splunkd up.
  process.exit(code);
}

function exitAfter(turns: number): void {
  setTimeout(() => (turns > 1 ? exitAfter(turns - 1) : process.exit(0)), TURN_MILLISECONDS);
}

function writeOut(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
