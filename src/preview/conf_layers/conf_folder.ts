import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '../../core/invariant';
import { editConf, removeStanza, type ConfChanges } from '../../conf/edit';
import { readConf, type ConfFile } from '../../conf/read';
import { writeAtomically } from '../durable/atomic_file';
import { TaskQueue } from '../durable/queue';

const EMPTY: ConfFile = readConf({ name: '', text: '' });

/** True for what a .conf file may be named, without its ending: no part of it leads to another folder. */
export function isConfFileName(name: string): boolean {
  return /^[a-z][\w-]{0,99}$/i.test(name);
}

/** The .conf files of one folder: one layer of one app or user. Read once; written whole, one writer after the other. */
export class ConfFolder {
  private readonly files = new Map<string, ConfFile>();
  private readonly queue = new TaskQueue();

  constructor(
    readonly folder: string,
    private readonly extension = '.conf',
  ) {
    for (const name of namesIn(folder, extension)) {
      const path = join(folder, name + extension);
      this.files.set(name, readConf({ name: path, text: readFileSync(path, 'utf8') }));
    }
  }

  fileNames(): readonly string[] {
    return [...this.files.keys()];
  }

  file(name: string): ConfFile {
    return this.files.get(name) ?? EMPTY;
  }

  /** The settings of a stanza as texts, or undefined when the file has no such stanza. */
  stanza(file: string, stanza: string): ReadonlyMap<string, string> | undefined {
    const found = this.file(file).stanzas.get(stanza);
    return found === undefined ? undefined : new Map([...found.settings].map(([key, { value }]) => [key, value]));
  }

  stanzaNames(file: string): readonly string[] {
    return [...this.file(file).stanzas.keys()];
  }

  /** Sets and removes keys; resolves when it is on the disk. */
  edit(file: string, stanza: string, changes: ConfChanges): Promise<void> {
    return this.write(file, (before) => editConf(before, stanza, changes));
  }

  /** An empty file, unless there is one. */
  async make(file: string): Promise<void> {
    if (!this.files.has(file)) await this.write(file, () => '');
  }

  remove(file: string, stanza: string): Promise<void> {
    return this.write(file, (before) => removeStanza(before, stanza));
  }

  private write(file: string, change: (before: ConfFile) => string): Promise<void> {
    invariant(isConfFileName(file), `the .conf file "${file}"`);
    return this.queue.run(async () => {
      const path = join(this.folder, file + this.extension);
      const text = change(this.file(file));
      await writeAtomically(path, text, 0o600);
      this.files.set(file, readConf({ name: path, text }));
    });
  }
}

function namesIn(folder: string, extension: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension) && !name.startsWith('.'))
    .map((name) => name.slice(0, -extension.length))
    .sort();
}
