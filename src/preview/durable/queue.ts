/** Runs tasks one after the other: two writers of one file never mix. A failed task does not stop the next one. */
export class TaskQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects with what the task gives, once all tasks before it are over. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task, task);
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything queued so far is over. */
  async idle(): Promise<void> {
    await this.last;
  }
}
