import { useEffect, useState } from 'react';

/** The value of the picture that is on the screen: a new one counts once a frame with it is painted, so that what hangs on it never delays that frame. */
export function useAfterPaint<T>(value: T): T {
  const [painted, setPainted] = useState<{ readonly value: T }>({ value });
  useEffect(() => {
    if (Object.is(painted.value, value)) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A task that a frame begins runs when the frame is painted.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted({ value }));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [painted, value]);
  return painted.value;
}
