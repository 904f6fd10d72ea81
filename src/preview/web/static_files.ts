import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { RestError } from '../http/rest_error';
import { reply, type Reply } from '../http/reply';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=UTF-8',
  '.mjs': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.json': 'application/json; charset=UTF-8',
  '.map': 'application/json; charset=UTF-8',
  '.html': 'text/plain; charset=UTF-8',
  '.txt': 'text/plain; charset=UTF-8',
  '.md': 'text/plain; charset=UTF-8',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const packed = promisify(gzip);

/** Compressed files by path and time: a bundle is packed once. */
const cache = new Map<string, { readonly stamp: string; readonly bytes: Buffer }>();
const MOST_CACHED = 200;

export interface StaticOptions {
  /** The address changes with the content, so it may be kept for good. */
  readonly immutable: boolean;
  readonly acceptsGzip: boolean;
}

/** A file below a folder; 404 for anything outside it, by name or by link, and for folders. */
export async function staticFile(root: string, parts: readonly string[], options: StaticOptions): Promise<Reply> {
  const path = await pathInside(root, parts);
  if (path === undefined) throw new RestError(404, 'Not Found');
  const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream';
  const age = options.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
  const headers = { 'Cache-Control': age, Vary: 'Accept-Encoding' };
  if (!options.acceptsGzip || !/^(text|application\/json|image\/svg)/.test(type))
    return reply(200, type, await readFile(path), headers);
  return reply(200, type, await compressed(path), { ...headers, 'Content-Encoding': 'gzip' });
}

/** The real path of a regular file below the root, or undefined. */
export async function pathInside(root: string, parts: readonly string[]): Promise<string | undefined> {
  if (
    parts.some(
      (part) =>
        part === '..' || part.includes('/') || part.includes('\\') || part.includes('\0') || part.startsWith('.'),
    )
  )
    return undefined;
  try {
    const [base, path] = [await realpath(root), await realpath(join(root, ...parts))];
    return path.startsWith(base + sep) && (await stat(path)).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}

async function compressed(path: string): Promise<Buffer> {
  const { mtimeMs, size } = await stat(path);
  const stamp = `${mtimeMs}/${size}`;
  const known = cache.get(path);
  if (known?.stamp === stamp) return known.bytes;
  const bytes = await packed(await readFile(path));
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(path, { stamp, bytes });
  return bytes;
}
