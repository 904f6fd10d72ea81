import { useEffect, useMemo, useRef, useState } from 'react';
import { atOnce, inSlices, type Sliced } from './slices';

interface SlicedWork<Input, Result> {
  /** Another object is another input. */
  readonly input: Input;
  /** How many things there are to work through. */
  readonly size: number;
  /** May take over from the result before what has stayed the same. */
  readonly work: (input: Input, before: Result) => Sliced<Result>;
  readonly nothing: Result;
}

/** Up to so many things are worked through while the page is drawn: a few milliseconds. */
const FEW = 4000;

/**
 * What the work makes of the input: at once where there is little to do, else in slices, while the result before stays.
 * Work that was begun is ended before newer input is looked at, so that a page to which much comes still shows something.
 */
export function useSliced<Input, Result>({ input, size, work, nothing }: SlicedWork<Input, Result>): Result {
  const latest = useRef(nothing);
  const wanted = useRef(input);
  wanted.current = input;
  const running = useRef<AbortController | null>(null);
  const [, redraw] = useState<object>();
  const isLittle = size <= FEW;
  const little = useMemo(
    () => (isLittle ? { result: atOnce(work(input, latest.current)) } : null),
    [isLittle, work, input],
  );
  if (little !== null) latest.current = little.result;
  useEffect(() => {
    if (isLittle) {
      running.current?.abort();
      running.current = null;
    } else if (running.current === null) {
      const controller = new AbortController();
      running.current = controller;
      runToNewest(controller.signal).then(
        () => (running.current = controller.signal.aborted ? running.current : null),
        (error: unknown) =>
          // A fault is the page's, not that of a promise that nobody waits for.
          redraw(() => {
            throw error;
          }),
      );
    }
  }, [isLittle, work, input]);
  useEffect(() => () => running.current?.abort(), []);
  const runToNewest = async (signal: AbortSignal): Promise<void> => {
    for (let of: Input | undefined; of !== wanted.current && !signal.aborted;) {
      of = wanted.current;
      const end = await inSlices(work(of, latest.current), signal);
      if (end === null) return;
      latest.current = end.result;
      redraw({});
    }
  };
  return latest.current;
}
