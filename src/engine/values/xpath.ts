import { SaxesParser } from 'saxes';
import type { XpathCommand, XpathPredicate, XpathStep } from '../../spl/ast';

/** XML as a tree, and the paths that Splunk's xpath command takes ("Supported XPath syntax" of Python's ElementTree). */

interface XmlElement {
  /** Null for a name of a namespace, which no plain name means. */
  readonly name: string | null;
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: XmlElement | null;
  readonly children: XmlElement[];
  /** Of the element and all below it. */
  text: string;
}

/** Deeper elements than this make no tree. */
const DEEPEST = 500;

/** The root above all elements of a text; undefined when it is no XML or begins with a declaration, which Splunk's command cannot read either. */
export function elementsOf(text: string): XmlElement | undefined {
  const root: XmlElement = newElement(null, null);
  if (!/^\s*<(?![?!])/.test(text)) return undefined;
  const parser = new SaxesParser({ xmlns: true, fragment: true });
  const reading = { top: root, depth: 0, isBroken: false };
  parser.on('error', () => (reading.isBroken = true));
  parser.on('opentag', ({ local, uri, attributes }) => {
    reading.isBroken ||= ++reading.depth > DEEPEST;
    const element = newElement(uri === '' ? local : null, reading.top);
    for (const [name, { value }] of Object.entries(attributes)) element.attributes.set(name, value);
    if (!reading.isBroken) reading.top.children.push(element);
    reading.top = element;
  });
  const addText = (piece: string): void => void (reading.top.text += piece);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    reading.depth -= 1;
    const { parent, text: inside } = reading.top;
    if (parent === null) return;
    if (parent !== root) parent.text += inside;
    reading.top = parent;
  });
  parser.write(text).close();
  return reading.isBroken ? undefined : root;
}

function newElement(
  name: string | null,
  parent: XmlElement | null,
): XmlElement & { readonly attributes: Map<string, string> } {
  return { name, attributes: new Map(), parent, children: [], text: '' };
}

/** The texts or the attributes of the elements that the steps lead to, in the order of the text; empty ones are left out. */
export function xpathValues(
  root: XmlElement,
  steps: readonly XpathStep[],
  taken: XpathCommand['taken'],
): readonly string[] {
  let elements: readonly XmlElement[] = [root];
  for (const step of steps) elements = [...new Set(elements.flatMap((element) => stepped(element, step)))];
  return elements.flatMap((element) => {
    const value = taken.kind === 'attribute' ? element.attributes.get(taken.name) : element.text.trim();
    return value === undefined || value === '' ? [] : [value];
  });
}

function stepped(element: XmlElement, { anywhere, name, predicates }: XpathStep): readonly XmlElement[] {
  const starts = anywhere ? [element, ...below(element)] : [element];
  // A place counts among the children of one element.
  return starts.flatMap((start) => predicates.reduce(filtered, named(start, name)));
}

function named(element: XmlElement, name: string): readonly XmlElement[] {
  if (name === '.') return [element];
  if (name === '..') return element.parent === null ? [] : [element.parent];
  return name === '*' ? element.children : element.children.filter((child) => child.name === name);
}

function below(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) => [child, ...below(child)]);
}

function filtered(elements: readonly XmlElement[], predicate: XpathPredicate): readonly XmlElement[] {
  switch (predicate.kind) {
    case 'place':
      return elements.slice(placeOf(predicate.place, elements.length)).slice(0, 1);
    case 'attribute':
      return elements.filter(({ attributes }) => isWanted(attributes.get(predicate.name), predicate.value));
    case 'child':
      return elements.filter(({ children }) =>
        children.some((child) => child.name === predicate.name && isWanted(child.text, predicate.value)),
      );
  }
}

function placeOf(place: number, count: number): number {
  const index = place > 0 ? place - 1 : count - 1 + place;
  return index < 0 ? count : index;
}

function isWanted(value: string | undefined, wanted: string | null): boolean {
  return value !== undefined && (wanted === null || value === wanted);
}
