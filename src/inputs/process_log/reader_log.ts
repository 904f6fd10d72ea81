import { diagnosticFor, type DiagnosticText } from '../../core/diagnostic';
import type { Log } from '../../modinput/log';
import type { FileSummary, LogItem } from '../../winlog/types';

/** What is remembered of having been said; beyond it, memory starts anew and so does saying. */
const MOST_REMEMBERED = 10_000;

/** What the reading of logs says to splunkd.log: a file that stays bad is not named at every look. */
export class ReaderLog {
  readonly #log: Log;
  readonly #said = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Everything that a file gives but its events. */
  item(path: string, item: Exclude<LogItem, { kind: 'event' }>): void {
    switch (item.kind) {
      case 'unread':
        return this.#once(path, {
          code: 'WW0922',
          severity: 'warning',
          message: `${path} offset ${item.part.offset}: could not be read: ${item.part.reason}`,
          hint: 'The rest of the file is read; look at the bytes there with another tool if they matter',
        });
      case 'bad_checksum':
        return this.#once(path, {
          code: 'WW0925',
          severity: 'warning',
          message: `${path} offset ${item.part.offset}: ${item.part.reason}`,
          hint: 'Its records are read as far as they can be; look for what damaged the file (disk, copy, tampering)',
        });
      case 'guessed_encoding':
        return this.#once(path, {
          code: 'WW0926',
          severity: 'warning',
          message: `${path}: ${item.part.reason}`,
          hint: 'Save the log as UTF-8 or UTF-16, or correct what its XML declaration says; all else in it is read',
        });
      case 'skipped':
        return this.#once(path, {
          code: 'WW0921',
          severity: 'information',
          message: `${path} is no Windows log and is left aside: ${item.reason}`,
          hint: 'Name folders or patterns that hold logs alone if this is too much',
        });
      case 'failed':
        return this.failed(path, item.reason);
      case 'file':
        return this.#summary(path, item.summary);
    }
  }

  /** What was asked for and can't be found or looked into. */
  missing(path: string, reason: string): void {
    this.#once(path, {
      code: 'WW0920',
      severity: 'warning',
      message: `"${path}" can't be read: ${reason}`,
      hint: 'Correct paths in inputs.conf, or give the user that runs Splunk the right to read there',
    });
  }

  failed(path: string, reason: string): void {
    this.#once(path, {
      code: 'WW0923',
      severity: 'warning',
      message: `${path} can't be read: ${reason}`,
      hint: 'Give the user that runs Splunk the right to read it; it is tried again at the next look',
    });
  }

  /** A full evtx log that went round faster than it was read; nothing for a number of 0. */
  overwritten(path: string, missed: number): void {
    if (missed === 0) return;
    this.#say(path, {
      code: 'WW0924',
      severity: 'warning',
      message: `${path} has gone round: ${missed} events were overwritten before they could be read`,
      hint: 'Give the log more room in the Event Viewer, or let the input look more often',
    });
  }

  moved(path: string, from: string): void {
    this.#log.info(`${path} was ${from} before; reading goes on where it was`);
  }

  replaced(path: string): void {
    this.#log.info(`${path} is another file than before and is read from its start`);
  }

  #summary(path: string, { events, processCreations, unread }: FileSummary): void {
    if (events > 0 || unread > 0)
      this.#log.info(`file="${path}" events=${events} process_creations=${processCreations} unread=${unread}`);
  }

  #once(path: string, text: DiagnosticText): void {
    if (this.#said.has(text.message)) return;
    if (this.#said.size >= MOST_REMEMBERED) this.#said.clear();
    this.#said.add(text.message);
    this.#say(path, text);
  }

  #say(path: string, text: DiagnosticText): void {
    this.#log.say(diagnosticFor(path, text));
  }
}
