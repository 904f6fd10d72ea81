import { diagnosticFor, type Diagnostic } from '../core/diagnostic';
import type { ArgumentTable } from './definition/arguments';
import { helpText } from './definition/help_text';
import { openApi } from './definition/open_api';
import { schemeXml } from './definition/scheme_xml';
import type { Input } from './input';
import { createLog, type Log } from './log';
import type { ProgramIo } from './program_io';
import { streamStanzas } from './stream_stanzas';
import { validateItem } from './validate_item';
import { escapeXmlText } from './xml/escape';
import { readConfiguration, type InputConfiguration } from './xml/configuration_reader';

/**
 * Does what splunkd asks for (reference/splunk-platform.md 1.1) and gives the exit code: 0 done, 1 otherwise. 1. reads
 * the word, 2. reads the configuration where there is one, 3. validates or streams.
 */
export async function runProgram<A extends ArgumentTable, C>(input: Input<A, C>, io: ProgramIo): Promise<number> {
  const log = createLog(io.stderr);
  const [word = '', ...rest] = io.argv;
  if (rest.length > 0) return wrongWords(log, io.argv);
  switch (word.toLowerCase()) {
    case '--scheme':
      return print(io, schemeXml(input));
    case '--help':
      return print(io, helpText(input));
    case '--openapi':
      return print(io, `${JSON.stringify(openApi(input, '1'), undefined, 2)}\n`);
    case '--validate-arguments':
      return withConfiguration(io, log, (configuration) => validate(input, configuration, io));
    case '':
      return withConfiguration(io, log, (configuration) => streamStanzas(input, configuration, io, log));
    default:
      return wrongWords(log, io.argv);
  }
}

async function print(io: ProgramIo, text: string): Promise<number> {
  await io.stdout(Buffer.from(text));
  return 0;
}

async function withConfiguration(
  io: ProgramIo,
  log: Log,
  use: (configuration: InputConfiguration) => Promise<number>,
): Promise<number> {
  const result = await readConfiguration(io.stdin);
  if (result.ok) return use(result.configuration);
  log.say(result.diagnostic);
  return 1;
}

async function validate<A extends ArgumentTable, C>(
  input: Input<A, C>,
  configuration: InputConfiguration,
  io: ProgramIo,
): Promise<number> {
  const problems = await validateItem(input, configuration, io);
  if (problems.length === 0) return 0;
  const text = problems.map(({ message, hint }) => `${message}. ${hint}`).join(' ');
  // splunkd shows a person what stands in this element, and nothing of stderr.
  await print(io, `<error><message>${escapeXmlText(text)}</message></error>\n`);
  return 1;
}

function wrongWords(log: Log, words: readonly string[]): number {
  const problem: Diagnostic = diagnosticFor('<command line>', {
    code: 'WW0906',
    severity: 'error',
    message: `a modular input does not understand "${words.join(' ')}"`,
    hint: 'It takes --scheme, --validate-arguments, --help, --openapi or nothing',
  });
  log.say(problem);
  return 1;
}
