import { numberOf, objectOf } from '../shared/decode';

/** A build that has not come to its end: its span (epoch seconds), and how many of its parts are done. */
export interface BuildPlan {
  /** null while nobody has looked when the first event was. */
  readonly from: number | null;
  readonly to: number;
  readonly done: number;
}

const KEY = 'webshell_watch.baseline_build';

/** The build that this browser has begun and not ended; null when there is none. */
export function recallBuild(): BuildPlan | null {
  try {
    const kept = objectOf(JSON.parse(globalThis.localStorage.getItem(KEY) ?? '{}'));
    const [from, to, done] = [numberOf(kept.from), numberOf(kept.to), numberOf(kept.done)];
    return to === undefined || done === undefined ? null : { from: from ?? null, to, done };
  } catch {
    // Storage is switched off, or not ours: then a build ends with the page.
    return null;
  }
}

/** Keeps how far a build is, so that it can go on after the page was left; null forgets it. */
export function rememberBuild(plan: BuildPlan | null): void {
  try {
    if (plan === null) globalThis.localStorage.removeItem(KEY);
    else globalThis.localStorage.setItem(KEY, JSON.stringify(plan));
  } catch {
    // As above.
  }
}
