import type { ReactElement, ReactNode, RefObject } from 'react';
import type { Diagnostic } from '../../core/diagnostic';
import { lineStarts } from '../../core/source';
import { Hint } from './Hint';

/** What is wrong with a text and where; pressing the place selects it in the text. */
export function TextProblem({
  area,
  problem,
  mend,
}: {
  readonly area: RefObject<HTMLTextAreaElement>;
  readonly problem: Diagnostic;
  readonly mend: ReactNode;
}): ReactElement {
  const { severity, line, column, message, hint } = problem;
  return (
    <Hint tone={severity === 'error' ? 'error' : 'warning'}>
      <button type="button" className="ww-link ww-underlined" onClick={() => select(area.current, problem)}>
        Line {line}, column {column}
      </button>
      : {message}. {hint} {mend}
    </Hint>
  );
}

function select(area: HTMLTextAreaElement | null, { line, column, end_line, end_column }: Diagnostic): void {
  if (area === null) return;
  const starts = lineStarts({ name: '', text: area.value });
  const at = (row: number, place: number): number => (starts[row - 1] ?? 0) + place - 1;
  area.focus();
  area.setSelectionRange(at(line, column), at(end_line, end_column));
}
