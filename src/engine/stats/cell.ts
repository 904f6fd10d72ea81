import type { FieldValue, Row } from '../types';

/** One column of a group: what it takes of each row and what it gives in the end. */
export interface Cell {
  readonly add: (row: Row) => void;
  readonly result: () => FieldValue;
}
