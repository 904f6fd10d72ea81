import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { phases } from '../src/core/diagnostic';

const root = resolve(__dirname, '..');
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...documents('docs')].filter((page) =>
  existsSync(join(root, page)),
);

function documents(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .trim()
    .replace(/ /g, '-');

function anchors(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map((match) => anchorOf(match[1] ?? ''));
}

test.each(pages)('%s: links lead somewhere', (page) => {
  const text = readFileSync(join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  const dead = links.filter((link) => {
    if (/^(https?:|mailto:)/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? join(root, page) : join(root, dirname(page), path);
    return !existsSync(file) || (anchor !== undefined && !anchors(file).includes(anchor));
  });
  expect(dead).toEqual([]);
});

test.each(pages)('%s: files and npm scripts that it names exist', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const named = [...text.matchAll(/`((?:src|test|app|default|docs)\/[\w./-]*)`/g)].map((match) => match[1] ?? '');
  const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? '');
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(scripts.filter((script) => !manifest.includes(`"${script}":`))).toEqual([]);
});

test('every phase has its page, and no code belongs to a phase that is not there', () => {
  const used = new Set(
    sources('src').flatMap((text) => [...text.matchAll(/\bWW(\d{2})\d{2}\b/g)].map((match) => match[1] ?? '')),
  );
  expect([...used].filter((phase) => !(phase in phases))).toEqual([]);
  expect([...used].filter((phase) => !existsSync(join(root, 'docs', 'diagnostics', `${phase}.md`)))).toEqual([]);
});

test('every diagnostic code in the source is explained in docs/diagnostics', () => {
  const used = new Set(sources('src').flatMap((text) => text.match(/\bWW\d{4}\b/g) ?? []));
  const explained = documents('docs/diagnostics')
    .map((page) => readFileSync(join(root, page), 'utf8'))
    .join('\n');
  expect([...used].filter((code) => !explained.includes(`## ${code}`)).sort()).toEqual([]);
});
