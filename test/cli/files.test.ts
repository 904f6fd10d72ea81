import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTexts } from '../../src/cli/files';

const NOBODY = 65_534;

/** Runs as a user without rights; root may read everything, so root steps down for a moment. */
function withoutRights<T>(run: () => T): T {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(NOBODY);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

test('a folder without rights is told with its path, and the rest is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'webshell-watch-rights-'));
  try {
    chmodSync(folder, 0o755);
    for (const name of ['closed', 'open']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'rule.yml'), 'name: x\n');
    }
    chmodSync(join(folder, 'closed'), 0);
    const { sources, diagnostics } = withoutRights(() => readTexts([folder], ['.yml'], folder));
    expect(sources.map(({ name }) => name)).toEqual(['open/rule.yml']);
    expect(diagnostics.map(({ code, file, severity }) => [code, file, severity])).toEqual([
      ['WW0102', 'closed', 'error'],
    ]);
  } finally {
    chmodSync(join(folder, 'closed'), 0o755);
    rmSync(folder, { recursive: true, force: true });
  }
});
