import type { XmlAttribute, XmlElement } from '../xml_tree';
import { type BinElement, type BinPart, fragmentContent, readElement, type Substitution } from './binxml';
import { type ChunkBytes, DamagedError } from './chunk_bytes';
import { routeOf, type TemplateCache, type TemplateInstance, type TemplateRoute } from './template';
import { ARRAY, BINARY_XML, formatArray, formatValue, NULL_VALUE } from './values';

/** A record's binary XML: its template with its values, or an element written directly. */

const MAX_NESTED = 16;
/** Parts that one record may become, 64 characters of text being one: a damaged one could repeat itself without end. */
const MAX_PARTS = 20_000;
const PART_BYTES = 64;
/** From here on a value's place is looked up, not added up. */
const FAR_VALUE = 32;

export interface RecordContent {
  readonly root: BinElement;
  readonly route: TemplateRoute;
  readonly instance: TemplateInstance | undefined;
}

/** Finds a record's template or direct element, without rendering anything. Throws DamagedError. */
export function recordContent(chunk: ChunkBytes, templates: TemplateCache, at: number, end: number): RecordContent {
  const content = fragmentContent(chunk, at);
  if (content.isTemplate) {
    const instance = templates.instance(content.at, end);
    return { root: instance.template.root, route: instance.template.route, instance };
  }
  const { root } = readElement(chunk, content.at, end, false);
  return { root, route: routeOf(root), instance: undefined };
}

/** Turns binary XML into text and trees. One per record, so that its budget counts for the record. */
export class RecordRenderer {
  private parts = 0;
  private readonly offsets = new Map<TemplateInstance, Uint32Array>();

  constructor(
    private readonly chunk: ChunkBytes,
    private readonly templates: TemplateCache,
    private readonly end: number,
  ) {}

  /** The text of parts of a template: literals and values in order. */
  text(parts: readonly BinPart[], instance: TemplateInstance | undefined): string {
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else if (part.kind === 'substitution') text += this.valueText(part, instance);
      else text += this.text(part.children, instance);
    }
    return text;
  }

  /** The whole record as a tree. */
  tree(content: RecordContent): XmlElement {
    const [root] = this.elements(content.root, content.instance, 0);
    if (root === undefined) throw new DamagedError('the record has no root element');
    return root;
  }

  /** An element, once for each item where an array is its only content. */
  private elements(element: BinElement, instance: TemplateInstance | undefined, nested: number): readonly XmlElement[] {
    this.count();
    const attributes = this.attributes(element, instance);
    const [only] = element.children;
    if (element.children.length === 1 && typeof only !== 'string' && only?.kind === 'substitution') {
      const value = this.value(only, instance);
      if (value === undefined && only.optional) return [];
      if (value !== undefined && (value.type & ARRAY) !== 0)
        return this.items(value).map((item) => this.made(element.name, attributes, item === '' ? [] : [item]));
    }
    const children: (XmlElement | string)[] = [];
    for (const part of element.children) this.addPart(part, instance, nested, children);
    return [this.made(element.name, attributes, children)];
  }

  private made(name: string, attributes: readonly XmlAttribute[], children: XmlElement['children']): XmlElement {
    this.count();
    return { name, attributes, children };
  }

  private attributes(element: BinElement, instance: TemplateInstance | undefined): readonly XmlAttribute[] {
    const attributes: XmlAttribute[] = [];
    for (const { name, parts } of element.attributes) {
      const [only] = parts;
      const isEmpty =
        parts.length === 1 &&
        typeof only !== 'string' &&
        only?.kind === 'substitution' &&
        only.optional &&
        this.value(only, instance) === undefined;
      if (!isEmpty) attributes.push({ name, value: this.text(parts, instance) });
    }
    return attributes;
  }

  private addPart(
    part: BinPart,
    instance: TemplateInstance | undefined,
    nested: number,
    to: (XmlElement | string)[],
  ): void {
    if (typeof part === 'string') to.push(part);
    else if (part.kind === 'element') to.push(...this.elements(part, instance, nested));
    else {
      const value = this.value(part, instance);
      if (value === undefined) return;
      if (value.type === BINARY_XML) to.push(...this.nestedElements(value, nested + 1));
      else {
        const text = this.valueText(part, instance);
        if (text !== '') to.push(text);
      }
    }
  }

  /** Binary XML that is itself a value, as EventData is. */
  private nestedElements(value: Value, nested: number): readonly XmlElement[] {
    if (nested > MAX_NESTED) throw new DamagedError(`binary XML is nested more than ${MAX_NESTED} deep`);
    if (value.size < 5) return [];
    const content = recordContent(this.chunk, this.templates, value.at, value.at + value.size);
    return this.elements(content.root, content.instance, nested);
  }

  private valueText(part: Substitution, instance: TemplateInstance | undefined): string {
    this.count();
    const value = this.value(part, instance);
    if (value === undefined || value.type === BINARY_XML) return '';
    if ((value.type & ARRAY) !== 0) return this.items(value).join(',');
    this.count(value.size / PART_BYTES);
    return formatValue(this.chunk, value.type, value.at, value.size);
  }

  /** A value's type and place; nothing when the record gives none. */
  private value(part: Substitution, instance: TemplateInstance | undefined): Value | undefined {
    if (instance === undefined || part.index >= instance.count) return undefined;
    const { descriptors, values } = instance;
    let at = values;
    if (part.index > FAR_VALUE) at += this.offsetsOf(instance)[part.index] ?? 0;
    else for (let index = 0; index < part.index; index++) at += this.chunk.u16(descriptors + index * 4);
    const size = this.chunk.u16(descriptors + part.index * 4);
    const type = this.chunk.u8(descriptors + part.index * 4 + 2);
    if (at + size > this.end) throw new DamagedError(`a value runs past its record (chunk offset ${at})`);
    return type === NULL_VALUE || (size === 0 && part.optional && type !== 0x01) ? undefined : { type, at, size };
  }

  private items(value: Value): readonly string[] {
    this.count(value.size / PART_BYTES);
    return formatArray(this.chunk, value.type, value.at, value.size);
  }

  /** Where each value of an instance begins, counted from the first. */
  private offsetsOf(instance: TemplateInstance): Uint32Array {
    const known = this.offsets.get(instance);
    if (known !== undefined) return known;
    const offsets = new Uint32Array(instance.count);
    for (let index = 1; index < instance.count; index++)
      offsets[index] = (offsets[index - 1] ?? 0) + this.chunk.u16(instance.descriptors + (index - 1) * 4);
    this.offsets.set(instance, offsets);
    return offsets;
  }

  private count(parts = 1): void {
    this.parts += parts;
    if (this.parts > MAX_PARTS) throw new DamagedError('the record repeats itself without end');
  }
}

interface Value {
  readonly type: number;
  readonly at: number;
  readonly size: number;
}
