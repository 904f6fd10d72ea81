/** Modifiers that can be applied one after the other and hardly mean anything together (specification 2.1.0, "Modifiers"). */
export interface Doubt {
  readonly message: string;
  readonly hint: string;
}

const places = ['contains', 'startswith', 'endswith'];

/** What is odd about a field's modifiers with so many values; undefined for most. */
export function modifierDoubt(names: readonly string[], valueCount: number): Doubt | undefined {
  const where = names.filter((name) => places.includes(name));
  if (where.length > 1)
    return {
      message: `${where.join(' and ')} are applied one after the other, which is as good as contains`,
      hint: 'use one of contains, startswith and endswith',
    };
  if (names.includes('all') && valueCount === 1)
    return { message: 'all has one value to join', hint: 'leave all out, or add the other values' };
  if (names.some((name) => /^base64/.test(name)) && where.length === 0)
    return {
      message: 'The whole field must be this one encoded text',
      hint: 'put contains behind the encoding: base64offset|contains',
    };
  return undefined;
}
