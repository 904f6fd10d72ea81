import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SYSTEM_USER } from '../auth/users';
import type { Services } from '../services';
import { validationXml, type InputStanza } from './input_stanza';
import { launch, launcherOf } from './launcher';

const TIMEOUT_MILLISECONDS = 30_000;

/** What an input says against its arguments, asked with `--validate-arguments` (reference 1.3); undefined when nothing. */
export async function validateArguments(stanza: InputStanza, services: Services): Promise<string | undefined> {
  const path = launcherOf(services.appFolder, stanza.scheme);
  if (path === undefined) return `the app has no launcher for ${stanza.scheme}`;
  const checkpointFolder = join(services.dataFolder, 'modinputs', stanza.scheme);
  mkdirSync(checkpointFolder, { recursive: true });
  const session = services.sessions.open(SYSTEM_USER);
  const invocation = {
    serverHost: services.serverName,
    serverUri: services.managementOrigin(),
    sessionKey: session.key,
    checkpointFolder,
  };
  const child = launch(path, ['--validate-arguments'], validationXml(stanza, invocation), services.dataFolder);
  const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MILLISECONDS);
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said = (said + bytes.toString('utf8')).slice(0, 100_000)));
  child.stderr.resume();
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  clearTimeout(timer);
  services.sessions.close(session.key);
  if (code === 0) return undefined;
  return messageIn(said) ?? `the input ended with exit code ${code ?? 'none'}`;
}

/** The text of `<error><message>…`, its entities read. */
function messageIn(xml: string): string | undefined {
  const written = /<message>([^]*?)<\/message>/.exec(xml)?.[1];
  return written?.replace(/&(lt|gt|quot|apos|#39|amp);/g, (_, name: string) => entities[name] ?? '');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", amp: '&' };
