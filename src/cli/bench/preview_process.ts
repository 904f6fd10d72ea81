import { spawn, type ChildProcess } from 'node:child_process';

/** The preview as a program of its own, on the sample fleet and free ports. */
export function spawnPreview(data: string): ChildProcess {
  const ports = ['--port', '0', '--management-port', '0'];
  const words = ['serve', '--sample-unless-logs', '--data', data, ...ports, '--format', 'json'];
  return spawn(process.execPath, ['dist/webshell-watch.js', ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The link that signs in, once the preview answers. */
export function tokenLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const link = /"token_link":"([^"]+)"/.exec(text)?.[1];
      if (link !== undefined) resolve(link);
    });
    child.once('exit', (code) => reject(new Error(`the preview ended with exit code ${code ?? 'none'}`)));
  });
}
