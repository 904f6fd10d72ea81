import { readConf, type ConfSetting, type ConfStanza } from '../conf/read';
import type { Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';
import { parseSearch } from '../spl/parse';

/** What is wrong with conf files: their own grammar, and the SPL in savedsearches.conf and macros.conf. */
export function checkConfTexts(sources: readonly Source[]): readonly Diagnostic[] {
  return sources.flatMap((source) => {
    const conf = readConf(source);
    const stanzas = [...conf.stanzas.values()];
    if (source.name.endsWith('savedsearches.conf')) return [...conf.diagnostics, ...stanzas.flatMap(searchProblems)];
    if (source.name.endsWith('macros.conf')) return [...conf.diagnostics, ...stanzas.flatMap(macroProblems)];
    return conf.diagnostics;
  });
}

function searchProblems({ settings }: ConfStanza): readonly Diagnostic[] {
  const search = settings.get('search');
  return search === undefined ? [] : splProblems(search);
}

/** A macro may be any piece of a search: what can be said of it alone is whether its quotes and brackets close. */
function macroProblems({ settings }: ConfStanza): readonly Diagnostic[] {
  const definition = settings.get('definition');
  if (definition === undefined || settings.has('args')) return [];
  return splProblems(definition).filter(({ code }) => code === 'WW0301' || code === 'WW0302');
}

function splProblems(setting: ConfSetting): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  parseSearch(embedded(setting), { report: (diagnostic) => problems.push(diagnostic) });
  return problems;
}

/** The value as a text of its own; each of its line breaks stands behind a backslash in the file. */
function embedded({ value, valueSpan }: ConfSetting): Source {
  const { source, start } = valueSpan;
  const breaks = [...value.matchAll(/\n/g)].map(({ index }) => index);
  const toParent = (offset: number): number => start + offset + breaks.filter((at) => at < offset).length;
  return { name: source.name, text: value, embedded: { parent: source, toParent } };
}
