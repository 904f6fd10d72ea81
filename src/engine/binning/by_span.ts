import type { ByField } from '../../spl/ast';
import { mapRows } from '../commands/command';
import type { SearchContext, Stream } from '../context';
import { fieldOf, withField } from '../values/row';
import { numberOf } from '../values/value';
import { binStart, timeSpanOf, type TimeSpan } from './time_bins';

/** Rows with the by-fields that have a span (`by _time span=1h`) set to the start of their bin. */
export function binnedInput(input: Stream, by: readonly ByField[], context: SearchContext): Stream {
  return by.reduce<Stream>((stream, { field, binning }) => {
    const span = binning === null ? undefined : timeSpanOf(binning);
    return span === undefined ? stream : binnedBy(stream, field.name, span, context);
  }, input);
}

function binnedBy(input: Stream, name: string, span: TimeSpan, { clock }: SearchContext): Stream {
  return mapRows((row) => {
    const value = numberOf(fieldOf(row, name));
    return value === undefined ? row : withField(row, name, binStart(value, span, clock.timeZone));
  })(input);
}
