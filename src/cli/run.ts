import { ownValue } from '../core/own_value';
import { formatDiagnostic } from '../core/code_frame';
import { didYouMean } from '../core/suggest';
import { Interrupted } from './interruptible';
import { INTERRUPTED, parseCall, OutsideError, UsageError, type CommandIo, type ExitCode, type Verb } from './verb';
import { verbs } from './verbs';
import manifest from '../../package.json';

/** Runs one command line and gives its exit code; nothing escapes as a stack trace. */
export async function runCommandLine(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === 'help' && rest.length > 0) return runCommandLine([...rest, '--help'], io);
  if (name === undefined || ['--help', '-h', 'help'].includes(name))
    return say(io, await overview(), name === undefined ? 2 : 0);
  if (name === '--version') return io.write(`${manifest.version}\n`).then(() => 0);
  const load = ownValue(verbs, name);
  if (load === undefined) return say(io, unknownVerb(name), 2);
  const verb = await load();
  if (rest[0] === '-h' || rest.includes('--help')) return io.write(`${help(verb)}\n`).then(() => 0);
  return runVerb(verb, rest, io);
}

async function runVerb(verb: Verb, words: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    return await verb.run(parseCall(verb, words, io));
  } catch (error) {
    if (error instanceof UsageError)
      return say(
        io,
        `${error.message}\nusage: webshell-watch ${verb.usage}\nMore: webshell-watch ${verb.name} --help`,
        2,
      );
    if (error instanceof Interrupted) return say(io, 'Stopped: nothing was written.', INTERRUPTED);
    if (error instanceof OutsideError) return say(io, formatDiagnostic(error.diagnostic), 3);
    return say(io, outsideMessage(error), 3);
  }
}

/** A failure that no verb foresaw: its text alone, and how to report it. */
function outsideMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `error WW1200 ${text}\n  hint: if the disk, the port and the permissions are in order, report this with the command line that you used`;
}

function say(io: CommandIo, text: string, code: ExitCode): ExitCode {
  io.say(text);
  return code;
}

function unknownVerb(name: string): string {
  return `Unknown verb "${name}". ${didYouMean(name, Object.keys(verbs), 'See webshell-watch --help.')}`;
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(Object.values(verbs).map((load) => load()));
  const width = Math.max(...loaded.map((verb) => verb.name.length));
  const lines = loaded.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}`);
  return ['usage: webshell-watch VERB …', '', ...lines, '', 'webshell-watch VERB --help says more.'].join('\n');
}

function help(verb: Verb): string {
  const rows = Object.entries(verb.options).map(([name, option]) => {
    const value = option.type === 'boolean' ? '' : ` ${option.value ?? option.choices?.join('|') ?? 'VALUE'}`;
    return [`--${name}${value}`, option.help] as const;
  });
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    `usage: webshell-watch ${verb.usage}`,
    '',
    verb.summary,
    '',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
  ].join('\n');
}
