/** Paces previews: the first soon, then at most twice a second. */
export class PreviewClock {
  private next = performance.now() + 100;

  /** True at most twice a second. */
  isDue(): boolean {
    const now = performance.now();
    if (now < this.next) return false;
    this.next = now + 500;
    return true;
  }
}
