import { useEffect, useState, type ReactElement, type RefObject } from 'react';
import { HeadCells } from './ChartLines';
import type { ChartActions } from './chart_state';
import { headOf, lineAt, lineOf, topOf, type ChartLines } from './chart_rows';

interface StuckProps {
  readonly rows: ChartLines;
  readonly rowsRef: RefObject<HTMLElement>;
  readonly actions: ChartActions;
}

/** The head of the group in view while its own line is scrolled away; a press closes the group and goes to it. */
export function StuckHead({ rows, rowsRef, actions }: StuckProps): ReactElement | null {
  const [head, setHead] = useState(-1);
  useEffect(() => {
    const element = rowsRef.current;
    const onScroll = (): void => {
      const at = headOf(rows, lineAt(rows, element?.scrollTop ?? 0));
      setHead((element?.scrollTop ?? 0) > topOf(rows, at) ? at : -1);
    };
    onScroll();
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => element?.removeEventListener('scroll', onScroll);
  }, [rows, rowsRef]);
  const line = lineOf(rows, head);
  if (line?.kind !== 'head' || !line.open) return null;
  return (
    <div className="ww-stuck" aria-hidden="true">
      <div
        className="ww-head"
        style={{ top: 0, height: rows.layout.head }}
        onClick={() => {
          actions.setActive(head);
          actions.toggle(line.group, false);
        }}
      >
        <HeadCells line={line} />
      </div>
    </div>
  );
}
