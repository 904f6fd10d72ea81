import { changeStretches } from '../core/stretches';

/** The one tree that evtx records and XML text become before fields are read from it. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
}

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
}

/** The first child element of that name, or nothing. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) if (typeof child !== 'string' && child.name === name) return child;
  return undefined;
}

/** The value of an attribute, or nothing. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  for (const attribute of element.attributes) if (attribute.name === name) return attribute.value;
  return undefined;
}

/** All text below an element, in order. */
export function textOf(element: XmlElement): string {
  const [only] = element.children;
  if (element.children.length === 1 && typeof only === 'string') return only;
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** The tree as XML text on one line, as Windows renders an event: single-quoted attributes, XML's own characters escaped. */
export function printXml(element: XmlElement): string {
  let attributes = '';
  for (const { name, value } of element.attributes) attributes += ` ${name}='${escapeXml(value)}'`;
  if (element.children.length === 0) return `<${element.name}${attributes}/>`;
  let inside = '';
  for (const child of element.children) inside += typeof child === 'string' ? escapeXml(child) : printXml(child);
  return `<${element.name}${attributes}>${inside}</${element.name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
};

function escapeXml(text: string): string {
  if (!/[&<>'"]/.test(text)) return text;
  return changeStretches(text, (stretch) =>
    stretch.replace(/[&<>'"]/g, (character) => ESCAPES[character] ?? character),
  );
}
