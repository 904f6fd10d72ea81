/** The input itself: a REST poller that pages, remembers its place and keeps its token secret, and its test. */

/** The sources of an input called `name`. */
export function sourceFiles(name: string): Readonly<Record<string, string>> {
  return {
    'src/definition.ts': definition(name),
    'src/input.ts': input,
    'src/main.ts': `import { runProcess } from 'webshell-watch/modinput';\nimport { input } from './input';\n\nvoid runProcess(input);\n`,
    'src/build.ts': build(name),
    'test/input.test.ts': test,
    'README.md': readme(name),
  };
}

function definition(name: string): string {
  return `import { defineInput } from 'webshell-watch/modinput';

/** What this input is: from here come the scheme, inputs.conf, its spec, the settings' types and their checks. */
export const definition = defineInput({
  name: '${name}',
  title: '${name}: items of a REST API',
  description: 'Reads new items page by page and remembers how far it came.',
  mode: 'process-per-stanza',
  streaming: 'xml',
  interval: '300',
  arguments: {
    url: {
      kind: 'text',
      required: true,
      pattern: 'https?://.+',
      expected: 'an address that begins with http:// or https://',
      title: 'Address',
      description: 'Where the items are; it is asked with after and limit.',
    },
    credential: {
      kind: 'secret',
      title: 'Credential',
      description: 'The name under which storage/passwords keeps the token.',
    },
    page_size: {
      kind: 'number',
      default: 100,
      minimum: 1,
      maximum: 1000,
      integer: true,
      title: 'Page size',
      description: 'How many items are asked for at a time.',
    },
  },
});
`;
}

const input = `import { defineInput, fetchWithRetry } from 'webshell-watch/modinput';
import { definition } from './definition';

interface Item {
  readonly id: number;
  /** Epoch seconds. */
  readonly time: number;
}

export const input = defineInput({
  ...definition,
  checkpoint: {
    version: 1,
    initial: () => ({ after: 0 }),
    read: (stored) => (hasNumber(stored, 'after') ? { after: stored.after } : undefined),
  },
  stream: async ({ arguments: { url, credential, page_size: size }, ...context }) => {
    const token = credential === undefined ? undefined : await context.splunkd.secret(credential, context.stanza.app);
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: \`Bearer \${token.reveal()}\` };
    while (!context.signal.aborted) {
      const page = new URL(url);
      page.searchParams.set('after', String(context.checkpoint.value.after));
      page.searchParams.set('limit', String(size));
      const response = await fetchWithRetry(page, { headers }, context);
      if (!response.ok) throw new Error(\`\${page.host} answers \${response.status}\`);
      const items = itemsOf(await response.json());
      for (const item of items) {
        await context.emit({ data: JSON.stringify(item), time: item.time, sourcetype: definition.name });
        // Saved once the event has left the process: a crash repeats a few items and loses none.
        context.checkpoint.set({ after: item.id });
      }
      if (items.length < size) return;
    }
  },
});

function itemsOf(answer: unknown): readonly Item[] {
  if (!Array.isArray(answer) || !answer.every(isItem)) throw new Error('the answer is no list of items with id and time');
  return answer;
}

function isItem(value: unknown): value is Item {
  return hasNumber(value, 'id') && hasNumber(value, 'time');
}

function hasNumber<K extends string>(value: unknown, key: K): value is Record<K, number> {
  return typeof value === 'object' && value !== null && key in value && typeof Reflect.get(value, key) === 'number';
}
`;

function build(name: string): string {
  return `import { writeAppFolder } from 'webshell-watch/modinput';
import packageJson from '../package.json';
import { definition } from './definition';

writeAppFolder(
  [definition],
  {
    id: '${name}',
    label: 'Input ${name}',
    description: definition.description,
    author: 'The authors of ${name}',
    version: packageJson.version,
  },
  { folder: 'build/${name}', programs: { ${JSON.stringify(name)}: 'dist/${name}.cjs' }, handWritten: 'app' },
);
`;
}

const test = `import { createServer, type Server } from 'node:http';
import { runInput } from 'webshell-watch/modinput';
import { input } from '../src/input';

// One local server stands for the API and for splunkd's storage/passwords.
let server: Server;
let base = '';
let failures = 0;
const asked: string[] = [];
const items = Array.from({ length: 25 }, (_, index) => ({ id: index + 1, time: 1700000000 + index, name: \`item \${index + 1}\` }));

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', base);
    asked.push(url.pathname);
    if (url.pathname.includes('storage/passwords'))
      return response.end(JSON.stringify({ entry: [{ content: { clear_password: 'token-1' } }] }));
    if (request.headers.authorization !== 'Bearer token-1') return response.writeHead(401).end();
    if (failures-- > 0) return response.writeHead(429, { 'Retry-After': '7' }).end();
    const after = Number(url.searchParams.get('after'));
    const limit = Number(url.searchParams.get('limit'));
    return response.end(JSON.stringify(items.filter(({ id }) => id > after).slice(0, limit)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = \`http://127.0.0.1:\${typeof address === 'object' && address !== null ? address.port : 0}\`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const run = (checkpoints = {}) =>
  runInput(input, {
    stanzas: { items: { url: \`\${base}/items\`, credential: 'api', page_size: 10 } },
    serverUri: base,
    checkpoints,
  });

test('reads every page once, and goes on where it was', async () => {
  const first = await run();
  expect(first.logs.filter((line) => /^(WARN|ERROR)/.test(line))).toEqual([]);
  expect(first.events.map(({ data }) => JSON.parse(data).id)).toEqual(items.map(({ id }) => id));
  expect(first.events[0]?.time).toBe('1700000000');
  expect(Object.values(first.checkpoints)).toEqual([{ after: 25 }]);
  expect((await run(first.checkpoints)).events).toEqual([]);
});

test('waits as long as the server asks, and the token is in no log', async () => {
  failures = 2;
  const { events, logs } = await run();
  expect(events.length).toBe(25);
  expect(logs.filter((line) => line.includes('in 7.0 s')).length).toBe(2);
  expect(logs.join()).not.toContain('token-1');
});
`;

function readme(name: string): string {
  return `# ${name}

A modular input for Splunk, written in TypeScript.

- \`src/definition.ts\` says what it is: its settings, their checks and defaults.
- \`src/input.ts\` says what it does.
- \`app/\` holds hand-written parts of the app (\`default/props.conf\`), copied as they are.
- \`npm test\` runs it without Splunk; \`npm run package\` writes \`dist/${name}.spl\`, to be installed in Splunk.

The token is kept in storage/passwords: \`curl -k -u admin https://localhost:8089/servicesNS/nobody/${name}/storage/passwords -d realm=${name} -d name=api -d password=…\`,
then \`credential = api\` in the stanza.

The host needs Node.js 20 or later; the launcher says what to do where there is none.
`;
}
