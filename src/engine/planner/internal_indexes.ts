import type { MacroCall, SearchExpression, SearchValue } from '../../spl/ast';
import { sql, type Fragment } from './fragment';

/**
 * Splunk's own indexes begin with `_`. A search that names none of them does not look into them: neither does one without
 * an index, nor `index=*` (Search Manual, "About searching with indexes": `index=*` stands for all non-internal indexes).
 */
export function indexCondition(expression: SearchExpression | null): Fragment {
  return expression !== null && namesInternal(expression) ? sql('TRUE') : sql(`NOT starts_with("index", '_')`);
}

function namesInternal(expression: SearchExpression): boolean {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.some(namesInternal);
    case 'comparison':
      return expression.field.name === 'index' && expression.operator === '=' && isInternal(expression.value);
    case 'in':
      return expression.field.name === 'index' && expression.values.some(isInternal);
    case 'not':
    case 'term':
    case 'time':
    case 'everything':
    case 'macro':
    case 'subsearch':
      return false;
  }
}

const isInternal = (value: SearchValue | MacroCall): boolean =>
  value.kind !== 'macro' && value.pieces[0]?.startsWith('_') === true;
