import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDuckEngine } from '../../src/preview/duck_engine';
import { PASSWORD, testPreview } from './support/preview';
import { processEvents } from './support/process_events';

const folder = resolve(__dirname, '../../node_modules/.cache/splunk-sdk-python');
const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const ready = prepared();
const testWithPython = ready === undefined ? test : test.skip;

testWithPython(
  `splunk-sdk for Python 2.1.1 runs unchanged${ready === undefined ? '' : ` (skipped: ${ready})`}`,
  async () => {
    const preview = await testPreview({ openEngine: openDuckEngine });
    await preview.services.engine.append(processEvents(50));
    const { hostname, port } = new URL(preview.management);
    const said = await new Promise<string>((done) =>
      execFile(
        python,
        [join(__dirname, 'support/sdk_python.py'), hostname, port, PASSWORD],
        { timeout: 240_000 },
        (error, out, err) => done(error === null ? out.trim() : `${out}${err}`),
      ),
    );
    await preview.close();
    expect(said).toBe('ok');
  },
);

/** A private environment with the SDK; the reason why there is none, where Python or its packages are out of reach. */
function prepared(): string | undefined {
  try {
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', folder], { timeout: 60_000, stdio: 'pipe' });
    execFileSync(python, ['-c', 'import splunklib'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return installed();
  }
}

function installed(): string | undefined {
  try {
    execFileSync(python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', 'splunk-sdk==2.1.1'], {
      timeout: 90_000,
      stdio: 'pipe',
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}
