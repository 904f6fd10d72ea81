/** The keys of the chart, as a table: what the help shows is what the code does. */

export const actions = [
  'up',
  'down',
  'extendUp',
  'extendDown',
  'close',
  'open',
  'home',
  'end',
  'pageUp',
  'pageDown',
  'details',
  'escape',
  'previous',
  'next',
  'zoomIn',
  'zoomOut',
  'panLeft',
  'panRight',
  'fit',
  'nextNew',
  'nextHit',
  'find',
  'select',
  'help',
] as const;

export type KeyAction = (typeof actions)[number];

interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const plain: Readonly<Record<string, KeyAction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'close',
  ArrowRight: 'open',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Enter: 'details',
  Escape: 'escape',
  ',': 'previous',
  '.': 'next',
  w: 'zoomIn',
  s: 'zoomOut',
  a: 'panLeft',
  d: 'panRight',
  f: 'fit',
  n: 'nextNew',
  h: 'nextHit',
  '/': 'find',
  ' ': 'select',
  '?': 'help',
};

/** What a key press means in the chart; undefined leaves it to the browser. */
export function keyAction(press: KeyPress): KeyAction | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  if (press.shiftKey && press.key === 'ArrowUp') return 'extendUp';
  if (press.shiftKey && press.key === 'ArrowDown') return 'extendDown';
  return plain[press.key.length === 1 ? press.key.toLowerCase() : press.key];
}

/** For the help: keys and what they do. */
export const keyHelp: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'previous, next row'],
  ['← →', 'close, open the group'],
  ['Home End PgUp PgDn', 'first, last row, a page up, down'],
  ['Enter', 'details of the row'],
  ['Esc', 'clear the marked span, then close the details'],
  [', .', 'previous, next sighting while details are open'],
  ['W S', 'zoom in, out'],
  ['A D', 'earlier, later'],
  ['F', 'the whole range'],
  ['N', 'next new sighting'],
  ['H', 'next hit'],
  ['/', 'find'],
  ['Space', 'select the row'],
  ['Shift ↑ ↓', 'select more rows'],
  ['?', 'this list'],
];
