/** Milliseconds between two previews when nobody says otherwise. */
export const PREVIEW_EVERY = 500;
/** Previews take no more than this part of the time. */
const SHARE = 10;

/** Paces previews: the first soon, then twice a second at most, and less often when they take long. */
export class PreviewClock {
  private next: number;

  constructor(private readonly every = PREVIEW_EVERY) {
    this.next = performance.now() + every / 5;
  }

  /** True when it is time for the next one. */
  isDue(): boolean {
    const now = performance.now();
    if (now < this.next) return false;
    this.next = now + this.every;
    return true;
  }

  /** The last preview took so many milliseconds. */
  took(milliseconds: number): void {
    this.next = performance.now() + (this.every === 0 ? 0 : Math.max(this.every, SHARE * milliseconds));
  }
}
