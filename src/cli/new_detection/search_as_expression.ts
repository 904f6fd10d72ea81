import type { Span } from '../../core/source';
import { always, andOf, notOf, orOf, type Expression } from '../../sigma/expression';
import { sigmaString, type Part, type SigmaString } from '../../sigma/sigma_string';
import type { SearchExpression, SearchValue } from '../../spl/ast';
import { parseSearch } from '../../spl/parse';

/**
 * The where of a tstats over Endpoint.Processes as conditions on Sysmon's fields, to make an event that it finds; undefined
 * for a search over other data, or one that brings in more.
 */
export function searchAsExpression(text: string): Expression | undefined {
  const { commands } = parseSearch({ name: '<search>', text }, { report: () => undefined });
  const [first, ...rest] = commands;
  if (first?.kind !== 'tstats' || first.where === null) return undefined;
  const { model, dataset } = first.datamodel ?? {};
  if (model !== 'Endpoint' || dataset !== 'Processes' || rest.some(({ kind }) => bringsMore.includes(kind)))
    return undefined;
  return convert(first.where);
}

const bringsMore: readonly string[] = ['join', 'append', 'appendcols', 'union', 'multisearch', 'tstats', 'map', 'set'];

/** CIM names with the Sysmon field they come from; `tail`: only its last part. */
const sources: Readonly<Record<string, { readonly field: string; readonly tail?: boolean }>> = {
  process: { field: 'CommandLine' },
  process_name: { field: 'Image', tail: true },
  process_path: { field: 'Image' },
  process_current_directory: { field: 'CurrentDirectory' },
  process_hash: { field: 'Hashes' },
  process_integrity_level: { field: 'IntegrityLevel' },
  original_file_name: { field: 'OriginalFileName' },
  parent_process: { field: 'ParentCommandLine' },
  parent_process_name: { field: 'ParentImage', tail: true },
  parent_process_path: { field: 'ParentImage' },
  user: { field: 'User' },
};

/** What cannot be said of an event's fields (macros, other fields) is taken as true: running the test decides. */
function convert(expression: SearchExpression): Expression {
  switch (expression.kind) {
    case 'and':
      return andOf(expression.operands.map(convert));
    case 'or':
      return orOf(expression.operands.map(convert));
    case 'not':
      return notOf(convert(expression.operand));
    case 'comparison':
      if (expression.operator === '=') return fieldTest(expression.field.name, expression.value, expression.span);
      if (expression.operator === '!=')
        return notOf(fieldTest(expression.field.name, expression.value, expression.span));
      return always;
    case 'in': {
      const { field, span } = expression;
      return orOf(
        expression.values.map((value) => (value.kind === 'macro' ? always : fieldTest(field.name, value, span))),
      );
    }
    default:
      return always;
  }
}

function fieldTest(name: string, value: SearchValue, span: Span): Expression {
  const source = sources[name.replace(/^Processes\./, '')];
  if (source === undefined) return always;
  const string = source.tail === true ? underFolder(piecesOf(value)) : sigmaString(piecesOf(value));
  const { field } = source;
  return { kind: 'test', field, value: { kind: 'string', string, cased: false, written: '' }, span };
}

function piecesOf({ pieces }: SearchValue): readonly Part[] {
  return pieces.flatMap((text, at): readonly Part[] =>
    at === 0 ? [{ kind: 'literal', text }] : [{ kind: 'any' }, { kind: 'literal', text }],
  );
}

function underFolder(parts: readonly Part[]): SigmaString {
  return sigmaString([{ kind: 'any' }, { kind: 'literal', text: '\\' }, ...parts]);
}
