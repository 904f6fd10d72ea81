import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { schemeXml, type InputEvent } from '../../src/modinput';
import { streamingXml, validationXml } from '../../src/modinput/xml/configuration_xml';
import { textOfParts } from './event_text';
import { eventXmlOf } from '../../src/modinput/xml/event_xml';
import { readEventStream } from '../../src/modinput/xml/event_stream_reader';
import { sampleInput } from './sample_input';

/** Splunk's own Python SDK beside ours: what it makes of our texts, and we of its. In a Python of its own, if pip works. */

const cache = resolve(__dirname, '..', '..', 'node_modules', '.cache');

function pythonWithSdk(): string | undefined {
  const has = (python: string): boolean =>
    existsSync(python) && spawnSync(python, ['-c', 'import splunklib']).status === 0;
  const made = ['writer-peers', 'python-sdk'].map((name) => join(cache, name, 'bin', 'python')).find(has);
  if (made !== undefined || process.env.WEBSHELL_WATCH_OFFLINE !== undefined) return made;
  const folder = join(cache, 'python-sdk');
  const python = join(folder, 'bin', 'python');
  spawnSync('python3', ['-m', 'venv', folder], { timeout: 30_000 });
  const pip = ['-m', 'pip', 'install', '-q', '--retries', '0', '--timeout', '5', 'splunk-sdk==2.1.1'];
  spawnSync(python, pip, { timeout: 30_000 });
  return has(python) ? python : undefined;
}

const python = pythonWithSdk();
const describeWithSdk = python === undefined ? describe.skip : describe;

/** Runs Python with JSON on standard input and gives what it prints. */
function runPython(program: string, input: unknown): string {
  const { status, stdout, stderr } = spawnSync(python ?? '', ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const events: readonly InputEvent[] = [
  { data: 'plain' },
  { data: '' },
  { data: 'x'.repeat(100_000), time: -86400.5, source: 'C:\\a b\\"c".log', host: "h'ost \t]]>" },
  { data: '<![CDATA[ no ]]> <event>', time: 1700000000.123, sourcetype: 'té 東' },
  {
    data: 'two\nlines & <tags> "quotes" 東京 😀',
    time: 1372274622.493,
    source: 's<',
    sourcetype: 't',
    index: 'i',
    host: 'h&',
  },
  { data: '{"a":1}', time: '1772359207.125', host: 'WEB-01' },
];

describeWithSdk(`splunk-sdk for Python${python === undefined ? ' (pip could not install it)' : ''}`, () => {
  test('its configuration parsers read what our tests write', () => {
    const configuration = {
      serverHost: 'h',
      serverUri: 'https://127.0.0.1:8089',
      sessionKey: 'k',
      checkpointFolder: '/c',
    };
    const settings = { word: 'a & b', tags: ['x', 'y'] };
    const program = `
import io, json, sys
from splunklib.modularinput.input_definition import InputDefinition
from splunklib.modularinput.validation_definition import ValidationDefinition
texts = json.load(sys.stdin)
given = InputDefinition.parse(io.BytesIO(texts['streaming'].encode()))
item = ValidationDefinition.parse(io.BytesIO(texts['validation'].encode()))
print(json.dumps([given.metadata, given.inputs, item.metadata, item.parameters]))`;
    const metadata = { server_host: 'h', server_uri: 'https://127.0.0.1:8089', session_key: 'k', checkpoint_dir: '/c' };
    const texts = {
      streaming: streamingXml({ ...configuration, stanzas: { 'sample://x': settings } }),
      validation: validationXml({ ...configuration, stanzas: { x: settings } }),
    };
    expect(JSON.parse(runPython(program, texts))).toEqual([
      metadata,
      { 'sample://x': { ...settings, __app: null } },
      { ...metadata, name: 'x' },
      settings,
    ]);
  });

  test('our scheme says what its own scheme says', () => {
    const program = `
import json, sys, xml.etree.ElementTree as ET
from splunklib.modularinput import Argument, Scheme
given = json.load(sys.stdin)
ours = ET.fromstring(given['xml'])
theirs = Scheme(given['title'])
theirs.description = given['description']
theirs.use_external_validation = True
for a in given['arguments']:
    theirs.add_argument(Argument(a['name'], title=a['title'], description=a['description'], data_type=a['type'], required_on_create=a['required']))
def facts(root):
    top = [(child.tag, child.text) for child in root if child.tag != 'endpoint']
    return sorted(top), [(arg.get('name'), sorted((c.tag, c.text) for c in arg)) for arg in root.iter('arg')]
print(json.dumps([facts(ours), facts(theirs.to_xml())]))`;
    const types: Readonly<Record<string, string>> = { number: 'NUMBER', boolean: 'BOOLEAN' };
    const list = Object.entries(sampleInput.arguments).map(([name, { kind, title, description, ...rest }]) => ({
      name,
      title,
      description,
      type: types[kind] ?? 'STRING',
      required: 'required' in rest,
    }));
    const { title, description } = sampleInput;
    const [ours, theirs] = JSON.parse(
      runPython(program, { xml: schemeXml(sampleInput), title, description, arguments: list }),
    ) as [unknown, unknown];
    expect(ours).toEqual(theirs);
  });

  test('its events and ours parse to the same', () => {
    const program = `
import io, json, sys
from splunklib.modularinput import Event, EventWriter
out = io.StringIO()
writer = EventWriter(out, io.StringIO())
for event in json.load(sys.stdin):
    writer.write_event(Event(stanza='sample://x', **event))
writer.close()
print(out.getvalue())`;
    const theirs = readEventStream(runPython(program, events).trim());
    const textOf = eventXmlOf('sample://x');
    const ours = readEventStream(`<stream>${events.map((event) => textOfParts(textOf(event))).join('')}</stream>`);
    const exact = theirs.map((event) =>
      event.time === undefined ? event : { ...event, time: String(Number(event.time)) },
    );
    expect(ours).toEqual(exact);
  });
});

const testWithPython = spawnSync('python3', ['--version']).status === 0 ? test : test.skip;

testWithPython('Python reads our stream as the XML that it is', () => {
  const textOf = eventXmlOf('sample://x');
  const nasty = events.map(({ data }) => `${data}\u0000\u0007\ud800\r\n`);
  const xml = `<stream>${nasty.map((data) => textOfParts(textOf({ data }))).join('')}</stream>`;
  const program =
    'import sys, json, xml.etree.ElementTree as ET\nprint(json.dumps([e.findtext("data") for e in ET.fromstring(sys.stdin.buffer.read())]))';
  const { stdout } = spawnSync('python3', ['-c', program], { input: xml, encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual(events.map(({ data }) => `${data}\r\n`));
});
