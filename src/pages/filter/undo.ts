/** Steps back and forth through what was edited, as long as the page is open. */
export interface Undoable<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step edited: more typing in the same place is no new step. */
  readonly place: string;
}

const MOST_STEPS = 200;

export const undoable = <T>(present: T): Undoable<T> => ({ past: [], present, future: [], place: '' });

/** A step; `place` names what is edited, empty for a step of its own. */
export function edited<T>({ past, present, place: before }: Undoable<T>, next: T, place: string): Undoable<T> {
  const isSame = place !== '' && place === before;
  return { past: isSame ? past : [...past, present].slice(-MOST_STEPS), present: next, future: [], place };
}

/** One step back; the same when there is none. */
export function undone<T>(state: Undoable<T>): Undoable<T> {
  const present = state.past.at(-1);
  if (present === undefined) return state;
  return { past: state.past.slice(0, -1), present, future: [state.present, ...state.future], place: '' };
}

/** One step forth; the same when there is none. */
export function redone<T>(state: Undoable<T>): Undoable<T> {
  const [present, ...future] = state.future;
  if (present === undefined) return state;
  return { past: [...state.past, state.present], present, future, place: '' };
}
