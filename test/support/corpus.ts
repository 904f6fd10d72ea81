import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where third-party rules and logs lie on machines that have them; never part of the repository. */
const root = process.env.WEBSHELL_WATCH_CORPUS ?? resolve(__dirname, '..', '..', '..', 'shared', 'data');

/** The path of a folder or file of the corpus, e.g. `corpus('process-logs')`; undefined where it is absent. */
export function corpus(name: string): string | undefined {
  const path = join(root, name);
  return existsSync(path) ? path : undefined;
}

/** The tests of `body` when that part of the corpus is there; else they are reported as skipped. */
export function describeWithCorpus(name: string, title: string, body: (path: string) => void): void {
  const path = corpus(name);
  if (path === undefined) describe.skip(`${title} (no ${name})`, () => test('needs the corpus', () => undefined));
  else describe(title, () => body(path));
}
