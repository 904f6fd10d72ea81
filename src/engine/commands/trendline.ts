import type { Trend } from '../../spl/ast';
import { trendName } from '../../spl/commands/trendline';
import type { FieldValue, Row } from '../types';
import { fieldOf } from '../values/row';
import { numberOf } from '../values/value';
import { mapRows, type Runner } from './command';

/** `trendline`: averages over the last rows that hold a number; nothing until there are enough of them. */
export const runTrendline: Runner<'trendline'> = ({ trends }) => {
  const walks = trends.map(newWalk);
  return mapRows((row) => {
    const result: Record<string, FieldValue> = { ...row };
    for (const { name, step } of walks) {
      const value = step(row);
      if (value !== null) result[name] = value;
    }
    return result;
  }, trends.map(trendName));
};

interface Walk {
  readonly name: string;
  readonly step: (row: Row) => number | null;
}

function newWalk(trend: Trend): Walk {
  const { type, period, field } = trend;
  const window: number[] = [];
  const average = type === 'sma' ? plain : weighted;
  const step = (row: Row): number | null => {
    const number = numberOf(fieldOf(row, field.name));
    if (number === undefined) return null;
    window.push(number);
    if (window.length > period) window.shift();
    return window.length < period ? null : average(window);
  };
  return { name: trendName(trend), step };
}

function plain(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** The latest weighs as much as there are rows, the first 1. */
function weighted(numbers: readonly number[]): number {
  const weights = (numbers.length * (numbers.length + 1)) / 2;
  return numbers.reduce((sum, number, i) => sum + number * (i + 1), 0) / weights;
}
