import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SearchEngine } from '../search_engine';
import { writeAtomically } from '../durable/atomic_file';
import { StoredKeys, type EventIdentity } from './stored_keys';

/** A copy of a scheme's checkpoints, made when all that was sent before was stored. */
interface Proven {
  /** The folder of the copy, beside this. */
  readonly copy: string;
  /** How many events the store had then: those after it may come again. */
  readonly stored: number;
}

/** What is on the disk while an input of a scheme runs; it stays there when the preview ends without its say. */
interface Mark {
  readonly pids: readonly number[];
}

/**
 * Makes up for the gap between an input and the store. An input saves its checkpoint once its events are in the pipe; a
 * preview that is killed then never stores them. So checkpoints count as proven when no input of their scheme runs and
 * all is stored: they are copied. After an unclean end the copy takes the checkpoints' place, the inputs send again what
 * came after it, and what is stored already is left out.
 */
export class ProvenCheckpoints {
  private running = 0;
  private readonly pids = new Set<number>();
  private lost = false;
  private repeated: StoredKeys | undefined;
  private turn: Promise<void> = Promise.resolve();

  /** `folder` is the scheme's checkpoint folder, `state` where the copies are kept, `home` the inputs' SPLUNK_HOME. */
  constructor(
    private readonly folder: string,
    private readonly state: string,
    private readonly home: string,
    private readonly engine: Pick<SearchEngine, 'eventCount' | 'eventsFrom'>,
  ) {}

  /** Before a run: takes the checkpoints back when the last end was unclean. True when it did. */
  begin(): Promise<boolean> {
    return this.inTurn(async () => {
      mkdirSync(this.folder, { recursive: true });
      mkdirSync(this.state, { recursive: true });
      const isUnclean = this.running === 0 && (this.lost || existsSync(this.markFile));
      if (isUnclean) await this.takeBack();
      else if (this.running === 0 && this.proven() === undefined) await this.prove();
      await this.mark();
      this.running += 1;
      return isUnclean;
    });
  }

  /** The program of a run, so that one which outlives the preview can be ended before its checkpoints are taken back. */
  async started(pid: number | undefined): Promise<void> {
    if (pid === undefined) return;
    this.pids.add(pid);
    await this.inTurn(() => this.mark());
  }

  /** After a run whose output was read to its end; `isStored`: all of it went into the store. */
  end(pid: number | undefined, isStored: boolean): Promise<void> {
    return this.inTurn(async () => {
      this.running -= 1;
      if (pid !== undefined) this.pids.delete(pid);
      if (!isStored) this.lost = true;
      if (this.running > 0 || this.lost) return;
      await this.prove();
      this.repeated = undefined;
      rmSync(this.markFile, { force: true });
    });
  }

  /** True for an event that was stored before the preview ended so uncleanly. */
  isRepeated(event: EventIdentity, hasTime: boolean): boolean {
    return this.repeated?.take(event, hasTime) ?? false;
  }

  private get markFile(): string {
    return join(this.state, 'running.json');
  }

  private get provenFile(): string {
    return join(this.state, 'proven.json');
  }

  private mark(): Promise<void> {
    return writeAtomically(this.markFile, JSON.stringify({ pids: [...this.pids] } satisfies Mark));
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  private async takeBack(): Promise<void> {
    endOrphans(readJson(this.markFile, isMark)?.pids ?? [], this.home);
    const proven = this.proven();
    const fresh = `${this.folder}.taken-back`;
    rmSync(fresh, { recursive: true, force: true });
    if (proven === undefined) mkdirSync(fresh, { recursive: true });
    else cpSync(join(this.state, proven.copy), fresh, { recursive: true, preserveTimestamps: true });
    rmSync(this.folder, { recursive: true, force: true });
    renameSync(fresh, this.folder);
    const keys = new StoredKeys();
    for await (const events of this.engine.eventsFrom(proven?.stored ?? 0)) for (const event of events) keys.add(event);
    this.repeated = keys;
    this.lost = false;
  }

  /** Copies the checkpoints; the pointer is replaced last, in one step. */
  private async prove(): Promise<void> {
    const stored = await this.engine.eventCount();
    const before = this.proven();
    if (before !== undefined && listing(join(this.state, before.copy)) === listing(this.folder)) {
      if (before.stored !== stored) await this.point({ ...before, stored });
      return;
    }
    const copy = before?.copy === 'copy-a' ? 'copy-b' : 'copy-a';
    rmSync(join(this.state, copy), { recursive: true, force: true });
    cpSync(this.folder, join(this.state, copy), { recursive: true, preserveTimestamps: true });
    await this.point({ copy, stored });
  }

  private point(proven: Proven): Promise<void> {
    return writeAtomically(this.provenFile, JSON.stringify(proven));
  }

  private proven(): Proven | undefined {
    const proven = readJson(this.provenFile, isProven);
    return proven !== undefined && existsSync(join(this.state, proven.copy)) ? proven : undefined;
  }
}

/** Stands for the names and contents of all files. */
function listing(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    hash.update(`${name}\0`);
    if (statSync(path).isFile()) hash.update(createHash('sha256').update(readFileSync(path)).digest());
  }
  return hash.digest('base64');
}

/** Ends the inputs of a preview that was killed: they could save a checkpoint yet. Only those that are surely ours. */
function endOrphans(pids: readonly number[], home: string): void {
  for (const pid of pids) {
    if (!isOurInput(pid, home)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/** Numbers of programs are given again, so its surroundings are looked at; where they can't be read, its closed pipe ends it. */
function isOurInput(pid: number, home: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`SPLUNK_HOME=${home}`);
  } catch {
    return false;
  }
}

function readJson<T>(path: string, is: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return is(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMark(value: unknown): value is Mark {
  return typeof value === 'object' && value !== null && 'pids' in value && Array.isArray(value.pids);
}

function isProven(value: unknown): value is Proven {
  return (
    typeof value === 'object' &&
    value !== null &&
    'copy' in value &&
    typeof value.copy === 'string' &&
    'stored' in value &&
    typeof value.stored === 'number'
  );
}
