import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Modules import one way: what each folder of src/ may import, from the design. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  conf: ['core'],
  spl: ['core'],
  cim: ['core'],
  modinput: ['core'],
  sigma: ['spl', 'core'],
  escu: ['spl', 'core'],
  compiler: ['sigma', 'escu', 'conf', 'spl', 'cim', 'core', 'modinput', 'inputs'],
  winlog: ['cim', 'core'],
  engine: ['spl', 'cim', 'core'],
  inputs: ['modinput', 'winlog', 'core'],
  preview: ['engine', 'conf', 'spl', 'cim', 'core'],
  pages: ['sigma', 'escu', 'compiler', 'conf', 'spl', 'cim', 'core'],
  cli: ['core', 'conf', 'spl', 'cim', 'sigma', 'escu', 'compiler', 'winlog', 'engine', 'inputs', 'preview', 'modinput'],
};

/** Folders whose code runs in the browser too: no Node, no React. */
const portable = ['core', 'conf', 'spl', 'cim', 'sigma', 'escu', 'compiler'];

/** Of these the compiler may import definitions alone: they are data. */
const definitionsAlone = ['modinput', 'inputs'];

const root = resolve(__dirname, '..', 'src');

interface Edge {
  readonly from: string;
  readonly to: string;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function resolved(from: string, specifier: string): string | undefined {
  const base = resolve(dirname(from), specifier);
  return [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find(
    (path) => /\.\w+$/.test(path) && existsSync(path),
  );
}

const files = filesBelow(root);
const edges: readonly Edge[] = files.flatMap((file) =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .flatMap((specifier) => {
      const to = resolved(file, specifier);
      return to === undefined || !to.startsWith(root) ? [] : [{ from: relative(root, file), to: relative(root, to) }];
    }),
);

const folderOf = (path: string): string => path.split('/')[0] ?? '';

function broken({ from, to }: Edge): boolean {
  const [source, target] = [folderOf(from), folderOf(to)];
  if (source === target) return false;
  if (!(allowed[source] ?? []).includes(target)) return true;
  return source === 'compiler' && definitionsAlone.includes(target) && !/definition/.test(to);
}

/** The modules of one import cycle, or nothing. */
function findCycle(): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const walk = (node: string, path: readonly string[]): readonly string[] => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return [];
    for (const target of next.get(node) ?? []) {
      const cycle = walk(target, [...path, node]);
      if (cycle.length > 0) return cycle;
    }
    done.add(node);
    return [];
  };
  for (const node of next.keys()) {
    const cycle = walk(node, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

test('there are imports to look at', () => {
  expect(edges.length).toBeGreaterThan(5);
});

test('every folder of src is in the table', () => {
  const folders = readdirSync(root).filter((name) => !name.includes('.') && name !== 'detections');
  expect(folders.filter((name) => !(name in allowed))).toEqual([]);
});

test('modules import one way', () => {
  expect(
    edges
      .filter(broken)
      .map(
        ({ from, to }) =>
          `${from} may not import ${to}; ${folderOf(from)} may import ${(allowed[folderOf(from)] ?? []).join(', ')}`,
      ),
  ).toEqual([]);
});

test('no import cycle', () => {
  expect(findCycle()).toEqual([]);
});

test('code that also runs in the browser uses neither Node nor React', () => {
  const offending = files
    .filter((file) => portable.includes(folderOf(relative(root, file))))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => /^node:|^react|^@splunk|^@duckdb/.test(name))
        .map((name) => `${relative(root, file)} imports ${name}`),
    );
  expect(offending).toEqual([]);
});
