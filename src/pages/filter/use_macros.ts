import { useEffect, useState } from 'react';
import type { MacroDefinition } from '../../spl/macros';
import { readMacros } from '../shared/macros';

/** The macros that a search of our app may call; null until they are read, and where they cannot be read. */
export function useMacros(): readonly MacroDefinition[] | null {
  const [macros, setMacros] = useState<readonly MacroDefinition[] | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    readMacros(controller.signal).then(setMacros, () => undefined);
    return () => {
      controller.abort();
    };
  }, []);
  return macros;
}
