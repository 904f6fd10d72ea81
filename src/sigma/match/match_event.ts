import { fold } from '../../core/fold_case';

/** An event's fields as rules look at them: folded copies are made once an event, however many rules ask. */
export interface MatchEvent {
  readonly value: (field: string) => string | undefined;
  readonly folded: (field: string) => string | undefined;
  readonly names: readonly string[];
}

/** Wraps plain fields; only own properties count, so a field named `constructor` is missing unless it is there. */
export function matchEvent(fields: Readonly<Record<string, string>>): MatchEvent {
  const foldedValues = new Map<string, string>();
  const value = (field: string): string | undefined => (Object.hasOwn(fields, field) ? fields[field] : undefined);
  return {
    value,
    folded: (field) => {
      const known = foldedValues.get(field);
      if (known !== undefined) return known;
      const text = value(field);
      if (text === undefined) return undefined;
      const folded = fold(text);
      foldedValues.set(field, folded);
      return folded;
    },
    names: Object.keys(fields),
  };
}
