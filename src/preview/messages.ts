/** What the preview has to tell everybody: files that were not read, inputs that don't start (`/services/messages`). */
export interface BoardMessage {
  readonly name: string;
  readonly severity: 'info' | 'warn' | 'error';
  readonly text: string;
  /** Epoch milliseconds. */
  readonly time: number;
}

const MOST = 500;

export class MessageBoard {
  private readonly messages = new Map<string, BoardMessage>();

  constructor(private readonly now: () => number) {}

  /** Puts a message up; one of the same name is replaced, the oldest goes when there are too many. */
  post(name: string, severity: BoardMessage['severity'], text: string): void {
    this.messages.delete(name);
    this.messages.set(name, { name, severity, text, time: this.now() });
    const oldest = this.messages.keys().next();
    if (this.messages.size > MOST && oldest.done !== true) this.messages.delete(oldest.value);
  }

  all(): readonly BoardMessage[] {
    return [...this.messages.values()];
  }

  find(name: string): BoardMessage | undefined {
    return this.messages.get(name);
  }

  remove(name: string): void {
    this.messages.delete(name);
  }
}
