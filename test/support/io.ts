import { runCommandLine } from '../../src/cli/run';
import type { CommandIo, ExitCode } from '../../src/cli/verb';

export interface CommandResult {
  readonly code: ExitCode;
  readonly out: string;
  readonly said: string;
}

/** Runs one command line in this process and gives what it wrote. */
export async function run(words: readonly string[], overrides: Partial<CommandIo> = {}): Promise<CommandResult> {
  const out: string[] = [];
  const said: string[] = [];
  const io: CommandIo = {
    write: (text) => {
      out.push(text);
      return Promise.resolve();
    },
    say: (text) => void said.push(text),
    now: () => Date.now(),
    environment: process.env,
    workingFolder: process.cwd(),
    signal: new AbortController().signal,
    compute: (work) => work(),
    isTerminal: false,
    ...overrides,
  };
  return { code: await runCommandLine(words, io), out: out.join(''), said: said.join('\n') };
}
