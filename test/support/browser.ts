import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** A headless browser for tests, without apt: @sparticuz/chromium on Linux, else an installed one. */

const installed = [
  process.env.WEBSHELL_WATCH_BROWSER ?? '',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// The package is ESM only, which jest cannot import, and unpacks its own libraries when it believes to run in a Lambda.
const resolver = "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath());";

/** Where the browser is; undefined when this machine has none. */
function executable(): { readonly path: string; readonly libraries: string } | undefined {
  const own = installed.find((path) => path !== '' && existsSync(path));
  if (own !== undefined) return { path: own, libraries: '' };
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    const path = execFileSync(process.execPath, ['--input-type=module', '-e', resolver], {
      env,
      encoding: 'utf8',
    }).trim();
    return { path, libraries: '/tmp/al2023/lib' };
  } catch {
    return undefined;
  }
}

/** `test` where there is a browser; else a test that is reported as skipped. */
export const testWithBrowser: jest.It = executable() === undefined ? test.skip : test;

/** Starts the browser; undefined when there is none (see `testWithBrowser`). */
export async function launchBrowser(): Promise<Browser | undefined> {
  const found = executable();
  if (found === undefined) return undefined;
  return chromium.launch({
    executablePath: found.path,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [found.libraries, process.env.LD_LIBRARY_PATH ?? ''].filter(Boolean).join(':'),
    },
  });
}
