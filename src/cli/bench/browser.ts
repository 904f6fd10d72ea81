import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** A headless browser without apt: an installed one, else @sparticuz/chromium on Linux. */

const installed = [
  process.env.WEBSHELL_WATCH_BROWSER ?? '',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// The package is ESM only, which jest cannot import, and unpacks its own libraries when it believes to run in a Lambda.
const resolver = "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath());";

interface Executable {
  readonly path: string;
  readonly libraries: string;
}

/** Where the browser is; undefined when this machine has none. */
export function findBrowser(): Executable | undefined {
  const own = installed.find((path) => path !== '' && existsSync(path));
  if (own !== undefined) return { path: own, libraries: '' };
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    const path = execFileSync(process.execPath, ['--input-type=module', '-e', resolver], { env, encoding: 'utf8' });
    return { path: path.trim(), libraries: '/tmp/al2023/lib' };
  } catch {
    return undefined;
  }
}

/** Starts the browser that `findBrowser` found. */
export function launch({ path, libraries }: Executable): Promise<Browser> {
  const searched = [libraries, process.env.LD_LIBRARY_PATH ?? ''].filter((part) => part !== '');
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...process.env, LD_LIBRARY_PATH: searched.join(':') },
  });
}
