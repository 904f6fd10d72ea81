import type { YamlNode } from '../core/yaml_node';

/** A YAML value as plain data. */
export type PlainValue =
  string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** A node without its places: for custom keys such as `webshell_watch`. */
export function plainValue(node: YamlNode): PlainValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainValue);
    case 'map':
      return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plainValue(value)]));
  }
}
