import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckEngine } from '../../src/preview/duck_engine';
import { smallApp, temporaryFolder } from './support/small_app';

const KILLS = Math.ceil(Number(process.env.WEBSHELL_WATCH_KILLS ?? 8) / 3);
const EVENTS = 4_000;

/** As our library does: a batch goes out, and once it has left the process its checkpoint is saved. Every tenth has a twin. */
const CODE = `
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
let text = '';
process.stdin.on('data', (bytes) => (text += bytes)).on('end', async () => {
  const file = /<checkpoint_dir>([^<]*)</.exec(text)[1] + '/place.json';
  let at = 0;
  try { at = JSON.parse(readFileSync(file, 'utf8')); } catch {}
  const write = (text) => new Promise((done, failed) => process.stdout.write(text, (error) => (error ? failed(error) : done())));
  process.stdout.on('error', () => process.exit(0));
  await write('<stream>');
  for (; at < ${EVENTS}; ) {
    let batch = '';
    for (const end = at + 50; at < end; at++) {
      const event = '<event stanza="many://one" unbroken="1"><time>' + (1700000000 + Math.floor(at / 10)) + '</time><data>event ' + (at - (at % 10 === 9 ? 1 : 0)) + '</data><done/></event>';
      batch += event;
    }
    await write(batch);
    writeFileSync(file + '.tmp', String(at));
    renameSync(file + '.tmp', file);
  }
  await write('</stream>');
});
`;

function appWithInput(): string {
  const folder = smallApp({
    'bin/many.sh': `#!/bin/sh\nexec "$WEBSHELL_WATCH_NODE" "\${0%.sh}.cjs" "$@"\n`,
    'bin/many.cjs': CODE,
    'README/inputs.conf.spec': '[many://<name>]\nnothing = <string>\n',
    'default/inputs.conf': '[many]\ninterval = 3600\n\n[many://one]\nindex = main\n',
  });
  chmodSync(join(folder, 'bin/many.sh'), 0o755);
  return folder;
}

/** Kills a preview when it has said so many lines; gives whether its inputs came to their end before. */
function runUntil(lines: number, dataFolder: string, appFolder: string): Promise<boolean> {
  const script = [join(__dirname, 'support/run_ts.cjs'), join(__dirname, 'support/killed_preview.ts')] as const;
  const child = spawn(process.execPath, ['-r', ...script, dataFolder, appFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8');
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', () => resolve(said.includes('done\n'))));
}

async function expectEachOnce(dataFolder: string): Promise<void> {
  const engine = await openDuckEngine(dataFolder);
  const found: string[] = [];
  for await (const events of engine.eventsFrom(0)) found.push(...events.map(({ raw }) => raw));
  await engine.close();
  const sent = Array.from({ length: EVENTS }, (_, at) => `event ${at - (at % 10 === 9 ? 1 : 0)}`);
  expect(found.sort()).toEqual(sent.sort());
}

test(
  `kill -9 of the preview while its input sends, ${KILLS} times: every event is stored once`,
  async () => {
    const appFolder = appWithInput();
    let dataFolder = temporaryFolder();
    for (let kills = 0; kills < KILLS;) {
      const isDone = await runUntil(1 + ((kills * 3) % 7), dataFolder, appFolder);
      if (!isDone) kills += 1;
      else {
        await expectEachOnce(dataFolder);
        dataFolder = temporaryFolder();
      }
    }
    await runUntil(Infinity, dataFolder, appFolder);
    await expectEachOnce(dataFolder);
  },
  300_000 + KILLS * 12_000,
);
