import { SaxesParser } from 'saxes';
import { xmlText } from '../rest/xml';

/** A Simple XML view, as far as the preview draws it. */
export interface View {
  readonly label: string;
  readonly description: string;
  readonly scripts: readonly string[];
  readonly stylesheets: readonly string[];
  readonly theme: string | undefined;
  readonly hideTitle: boolean;
  /** The content of the `<html>` panels, row by row. */
  readonly rows: readonly (readonly string[])[];
  /** Names of panels that only a Splunk can draw. */
  readonly undrawn: readonly string[];
}

const drawnBySplunk = new Set([
  'chart',
  'table',
  'single',
  'map',
  'event',
  'viz',
  'list',
  'input',
  'search',
  'fieldset',
]);

/** Elements that a browser must not get closed in the XML way. */
const voidElements = new Set(['br', 'hr', 'img', 'input', 'col', 'wbr']);

/** Reads a view; undefined when it is no XML or neither dashboard nor form. */
export function parseView(xml: string): View | undefined {
  const reader = new ViewReader();
  try {
    return reader.read(xml);
  } catch {
    return undefined;
  }
}

/** True for XML with a root that a view may have. */
export function isViewXml(xml: string): boolean {
  const parser = new SaxesParser();
  let root: string | undefined;
  try {
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name }) => {
      root ??= name;
    });
    parser.write(xml).close();
  } catch {
    return false;
  }
  return ['dashboard', 'form', 'html', 'view'].includes(root ?? '');
}

class ViewReader {
  private label = '';
  private description = '';
  private root: Readonly<Record<string, string>> | undefined;
  private readonly path: string[] = [];
  private readonly rows: string[][] = [];
  private readonly undrawn = new Set<string>();
  private html: string | undefined;
  private htmlDepth = 0;

  read(xml: string): View | undefined {
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => this.open(name, attributes));
    parser.on('closetag', ({ name }) => this.close(name));
    parser.on('text', (text) => this.text(text));
    parser.on('cdata', (text) => this.text(text));
    parser.write(xml).close();
    return this.root === undefined ? undefined : this.view(this.root);
  }

  private view(root: Readonly<Record<string, string>>): View {
    const list = (name: string): readonly string[] =>
      (root[name] ?? '')
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
    return {
      label: this.label.trim(),
      description: this.description.trim(),
      scripts: list('script'),
      stylesheets: list('stylesheet'),
      theme: root.theme,
      hideTitle: root.hideTitle === 'true' || root.hideChrome === 'true',
      rows: this.rows.filter((row) => row.length > 0),
      undrawn: [...this.undrawn],
    };
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.path.length === 0 && (name === 'dashboard' || name === 'form')) this.root = attributes;
    this.path.push(name);
    if (this.html !== undefined) {
      this.htmlDepth += 1;
      this.html += tagText(name, attributes);
      return;
    }
    if (name === 'row') this.rows.push([]);
    if (name === 'html') this.html = '';
    if (drawnBySplunk.has(name)) this.undrawn.add(name);
  }

  private close(name: string): void {
    this.path.pop();
    if (this.html === undefined) return;
    if (this.htmlDepth > 0) {
      this.htmlDepth -= 1;
      if (!voidElements.has(name) && name !== 'script') this.html += `</${name}>`;
      return;
    }
    if (this.rows.length === 0) this.rows.push([]);
    this.rows.at(-1)?.push(this.html);
    this.html = undefined;
  }

  private text(text: string): void {
    if (this.html !== undefined) {
      if (this.path.at(-1) !== 'script')
        this.html += this.path.at(-1) === 'style' ? text.replace(/<\//g, '') : xmlText(text);
      return;
    }
    if (this.path.length !== 2) return;
    if (this.path[1] === 'label') this.label += text;
    if (this.path[1] === 'description') this.description += text;
  }
}

/** A tag again; scripts and handlers are left out, as Splunk does with html panels. */
function tagText(name: string, attributes: Readonly<Record<string, string>>): string {
  if (name === 'script') return '';
  const kept = Object.entries(attributes).filter(
    ([key, value]) => !/^on/i.test(key) && !/^\s*javascript:/i.test(value),
  );
  return `<${name}${kept.map(([key, value]) => ` ${key}="${xmlText(value)}"`).join('')}>`;
}

/** What a nav shows: views in their order, collections flattened. */
export interface NavItem {
  readonly kind: 'view' | 'link' | 'heading';
  readonly name: string;
  readonly label: string;
  readonly isDefault: boolean;
}

/** Reads default/data/ui/nav/default.xml; empty when it is no XML. */
export function parseNav(xml: string): readonly NavItem[] {
  const items: NavItem[] = [];
  let text = '';
  try {
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => {
      text = '';
      if (name === 'view')
        items.push({ kind: 'view', name: attributes.name ?? '', label: '', isDefault: attributes.default === 'true' });
      if (name === 'collection')
        items.push({ kind: 'heading', name: '', label: attributes.label ?? '', isDefault: false });
      if (name === 'a') items.push({ kind: 'link', name: attributes.href ?? '', label: '', isDefault: false });
    });
    parser.on('text', (piece) => (text += piece));
    parser.on('closetag', ({ name }) => {
      const last = items.at(-1);
      if (name === 'a' && last?.kind === 'link') items[items.length - 1] = { ...last, label: text.trim() };
    });
    parser.write(xml).close();
    return items;
  } catch {
    return [];
  }
}
