import { gzipSync } from 'node:zlib';

/** A file of an archive: its path inside, `/` between the parts, what is in it, and its mode (0o644 or 0o755). */
export interface ArchiveFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly mode: number;
}

const BLOCK = 512;
/** 2020-01-01: the same for every file and every build. */
const TIME = 1577836800;

/**
 * A gzipped ustar archive (POSIX.1-1988) that depends on the files alone: sorted by path, owner 0, one fixed time, folders
 * before what is in them. Throws a RangeError for a path that ustar cannot hold.
 */
export function tarGz(files: readonly ArchiveFile[]): Buffer {
  const entries = [...folders(files), ...files.map((file) => ({ ...file, kind: '0' as const }))].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const blocks = entries.flatMap((entry) => [header(entry), padded(entry.content)]);
  const packed = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), { level: 9 });
  // The operating system that wrote it (RFC 1952, 2.3.1): "unknown", so that every system writes the same.
  packed[9] = 255;
  return packed;
}

type Entry = ArchiveFile & { readonly kind: '0' | '5' };

function folders(files: readonly ArchiveFile[]): readonly Entry[] {
  const paths = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/');
    for (let count = 1; count < parts.length; count++) paths.add(`${parts.slice(0, count).join('/')}/`);
  }
  return [...paths].map((path) => ({ path, content: new Uint8Array(), mode: 0o755, kind: '5' as const }));
}

function padded(content: Uint8Array): Buffer {
  const rest = content.length % BLOCK;
  return Buffer.concat([content, Buffer.alloc(rest === 0 ? 0 : BLOCK - rest)]);
}

function header({ path, content, mode, kind }: Entry): Buffer {
  const block = Buffer.alloc(BLOCK);
  const { name, prefix } = splitPath(path);
  block.write(name, 0);
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(content.length, 11), 124);
  block.write(octal(TIME, 11), 136);
  block.write(' '.repeat(8), 148);
  block.write(kind, 156);
  block.write('ustar\u000000', 257);
  block.write(prefix, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** ustar keeps 100 bytes of name and, before a slash, 155 of prefix. */
function splitPath(path: string): { readonly name: string; readonly prefix: string } {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' };
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100 && name !== '') return { name, prefix };
  }
  throw new RangeError(`the path "${path}" is too long for an archive`);
}
