import Button from '@splunk/react-ui/Button';
import { memo, type ReactElement, type ReactNode } from 'react';
import { Dialog } from '../shared/Dialog';
import { numberText } from '../shared/times';
import { Field, FindField, NarrowFields, ShowBar, TimeFields, type FieldsProps } from './FilterFields';
import { filterCount, printView } from './view_state';

interface FilterBarProps extends FieldsProps {
  /** On a phone the filters are a sheet, and what else the page can do (views, link, export) stands in it too. */
  readonly isPhone: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly actions: ReactNode;
}

/** Zooming and opening details are none of its business, and drawing nine controls takes longer than the chart. */
function looksTheSame(a: FilterBarProps, b: FilterBarProps): boolean {
  const shown = ({ view }: FilterBarProps): string => printView({ ...view, zoom: null, open: null });
  return (
    !b.isPhone &&
    !a.isPhone &&
    shown(a) === shown(b) &&
    a.clock === b.clock &&
    a.bounds === b.bounds &&
    a.counts.all === b.counts.all &&
    a.counts.fresh === b.counts.fresh &&
    a.counts.hits === b.counts.hits
  );
}

/** Time range, new since, and everything that narrows what is shown. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps): ReactElement {
  if (props.isPhone) return <PhoneFilters {...props} />;
  return (
    <div className="ww-filters ww-box ww-no-print" role="search" aria-label="Filters">
      <TimeFields {...props} />
      <FindField {...props} />
      <Field label="Show">
        <ShowBar {...props} order={['all', 'new', 'hits']} />
      </Field>
      <NarrowFields {...props} />
    </div>
  );
}, looksTheSame);

/** What is asked most in one line, the rest in a sheet. */
function PhoneFilters(props: FilterBarProps): ReactElement {
  const { view, counts, isOpen, onOpen } = props;
  const active = filterCount(view);
  return (
    <div className="ww-filters ww-no-print" role="search" aria-label="Filters">
      <ShowBar {...props} order={['new', 'hits', 'all']} />
      <Button aria-haspopup="dialog" onClick={() => onOpen(true)}>
        {active === 0 ? 'Filters' : `Filters, ${active} on`}
      </Button>
      {isOpen ? (
        <Dialog title="Filters" wide onClose={() => onOpen(false)}>
          <div className="ww-sheet-fields">
            <FindField {...props} />
            <TimeFields {...props} />
            <NarrowFields {...props} />
            <Button appearance="primary" onClick={() => onOpen(false)}>
              Show {numberText(counts.shown)} of {numberText(counts.all ?? counts.shown)}
            </Button>
            <Field label="This page">
              <div className="ww-row">{props.actions}</div>
            </Field>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
