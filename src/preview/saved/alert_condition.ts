import type { SearchResult } from '../../engine/types';
import { cellTexts } from '../jobs/result_page';
import type { AlertSettings } from './saved_search';

/** Whether a result triggers (savedsearches.conf.spec: counttype, relation, quantity). Custom conditions are searches of their own. */
export function triggers(alert: AlertSettings, result: SearchResult, previousCount: number | undefined): boolean {
  if (alert.type === 'always') return true;
  return compares(alert, countOf(alert, result), previousCount);
}

/** What is counted: rows, or different hosts or sources. */
export function countOf({ type }: AlertSettings, { rows }: SearchResult): number {
  const field = type === 'number of hosts' ? 'host' : type === 'number of sources' ? 'source' : undefined;
  if (field === undefined) return rows.length;
  return new Set(rows.flatMap((row) => cellTexts(row[field]))).size;
}

function compares({ relation, threshold }: AlertSettings, count: number, previous: number | undefined): boolean {
  const quantity = Number(threshold.replace('%', '')) || 0;
  switch (relation) {
    case 'greater than':
      return count > quantity;
    case 'less than':
      return count < quantity;
    case 'equal to':
      return count === quantity;
    case 'not equal to':
      return count !== quantity;
    case 'rises by':
      return previous !== undefined && count - previous >= stepOf(threshold, quantity, previous);
    case 'drops by':
      return previous !== undefined && previous - count >= stepOf(threshold, quantity, previous);
    default:
      return count > 0;
  }
}

function stepOf(threshold: string, quantity: number, previous: number): number {
  return threshold.trim().endsWith('%') ? (previous * quantity) / 100 : quantity;
}
