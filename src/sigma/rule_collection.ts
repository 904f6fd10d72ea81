import { diagnosticAt, type Report } from '../core/diagnostic';
import { didYouMean } from '../core/suggest';
import type { YamlEntry, YamlMap, YamlNode } from '../core/yaml_node';
import { spanOf, textOf } from './yaml_fields';

/**
 * Rule collections of Sigma before version 2 (its specification, "Rule Collections"): a document with `action: global`
 * completes all that follow, `reset` ends that, `repeat` is the document before with some keys changed. What a document
 * says itself goes before what it takes over. Everything else passes through as it is.
 */
export function completeDocuments(nodes: readonly YamlNode[], report: Report): readonly YamlNode[] {
  let shared: YamlMap | undefined;
  let previous: YamlMap | undefined;
  return nodes.flatMap((node): readonly YamlNode[] => {
    if (node.kind !== 'map') return [node];
    const own = withoutAction(node);
    switch (actionOf(node, report)) {
      case 'none':
        previous = shared === undefined ? own : merged(shared, own);
        return [previous];
      case 'repeat':
        previous = previous === undefined ? own : merged(previous, own);
        return [previous];
      case 'global':
        shared = shared === undefined ? own : merged(shared, own);
        return [];
      case 'reset':
        shared = undefined;
        return [];
      case 'unknown':
        return [];
    }
  });
}

const actions = ['global', 'reset', 'repeat'] as const;

function actionOf(map: YamlMap, report: Report): (typeof actions)[number] | 'none' | 'unknown' {
  if (!map.entries.has('action')) return 'none';
  const text = textOf(map, 'action', () => undefined) ?? '';
  const known = actions.find((action) => action === text);
  if (known !== undefined) return known;
  report(
    diagnosticAt(spanOf(map, 'action'), {
      code: 'WW0422',
      severity: 'error',
      message: `"${text}" is no action of a rule collection`,
      hint: didYouMean(text, actions, `Use one of ${actions.join(', ')}, or take the key away.`),
    }),
  );
  return 'unknown';
}

function withoutAction(map: YamlMap): YamlMap {
  if (!map.entries.has('action')) return map;
  return { ...map, entries: new Map([...map.entries].filter(([key]) => key !== 'action')) };
}

/** One map over another, maps within maps joined in the same way. */
function merged(beneath: YamlMap, above: YamlMap): YamlMap {
  const entries = new Map<string, YamlEntry>(beneath.entries);
  for (const [key, entry] of above.entries) {
    const known = entries.get(key)?.value;
    const joined = known?.kind === 'map' && entry.value.kind === 'map' ? merged(known, entry.value) : entry.value;
    entries.set(key, { ...entry, value: joined });
  }
  return { ...above, entries };
}
