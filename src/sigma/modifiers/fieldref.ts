import { problem, textModifier } from './modifier';

/** `fieldref`: the value names another field of the same event. */
export const fieldref = textModifier(({ written, cased }) =>
  written === ''
    ? problem('it needs the name of a field', 'Name the other field.')
    : { kind: 'fieldref', field: written, place: 'whole', cased },
);
