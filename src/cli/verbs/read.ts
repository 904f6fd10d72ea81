import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatDiagnostic } from '../../core/code_frame';
import { readLogBatches } from '../../winlog/read_logs';
import { type ExitCode, UsageError, type Verb, type VerbCall, INTERRUPTED } from '../verb';
import { noSuchPath, ReadCounts } from './read_counts';
import { columns, csvRow, jsonLine } from './read_rows';

/** `read`: Windows logs → process creations in CIM fields. */
export const readVerb: Verb = {
  name: 'read',
  usage: 'read LOG… [--format jsonl|csv] [--summary] [--no-parent-resolution]',
  summary: 'Windows logs (evtx, XML, JSON, text, .gz, folders) to process creations in CIM fields',
  options: {
    format: {
      type: 'string',
      choices: ['jsonl', 'csv'],
      default: 'jsonl',
      help: 'a JSON object or a CSV row an event',
    },
    summary: { type: 'boolean', help: 'ends with the counts as one line of JSON on stderr' },
    'no-parent-resolution': { type: 'boolean', help: 'leaves an event without a parent name without one' },
  },
  run,
};

async function run(call: VerbCall): Promise<ExitCode> {
  if (call.positionals.length === 0) throw new UsageError('Name at least one log file or folder.');
  const missing = call.positionals.filter((path) => !existsSync(resolve(call.io.workingFolder, path)));
  for (const path of missing) call.io.say(formatDiagnostic(noSuchPath(path)));
  if (missing.length > 0) return 1;
  return readAll(call);
}

async function readAll(call: VerbCall): Promise<ExitCode> {
  const { io } = call;
  const print = call.text('format') === 'csv' ? csvRow : jsonLine;
  const counts = new ReadCounts();
  let printed = 0;
  let text = call.text('format') === 'csv' ? `${columns.join(',')}\n` : '';
  const paths = call.positionals.map((path) => resolve(io.workingFolder, path));
  const options = { raw: false, parentResolution: !call.flag('no-parent-resolution'), signal: io.signal };
  for await (const batch of readLogBatches(paths, options)) {
    for (const item of batch) {
      if (item.kind === 'event') {
        text += print(item.event);
        printed += 1;
      } else counts.add(item, (diagnostic) => io.say(formatDiagnostic(diagnostic)));
    }
    if (text.length > 65_536) {
      await io.write(text);
      text = '';
    }
  }
  await io.write(text);
  const { aborted } = io.signal;
  if (aborted)
    io.say(`Stopped: ${printed} process creations were written, each whole; what follows them was not read.`);
  if (call.flag('summary')) io.say(JSON.stringify({ ...counts.summary(), ...(aborted ? { stopped: true } : {}) }));
  if (aborted) return INTERRUPTED;
  return counts.failed ? 3 : 0;
}
