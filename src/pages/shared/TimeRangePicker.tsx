import Dropdown from '@splunk/react-time-range/Dropdown';
import SplunkwebConnector from '@splunk/react-time-range/SplunkwebConnector';
import type { ReactElement } from 'react';
import type { TimeRange } from './time_bounds';

/** Splunk's own time range picker. Loaded lazily: with its zone and locale data it is a third of the page. */
export function TimeRangePicker({
  range,
  onChange,
}: {
  readonly range: TimeRange;
  readonly onChange: (range: TimeRange) => void;
}): ReactElement {
  return (
    <SplunkwebConnector>
      <Dropdown
        earliest={range.earliest}
        latest={range.latest}
        realTimeDisabled
        labelMaxChars={30}
        onChange={(_event: unknown, { earliest, latest }: { earliest: string; latest: string }) => {
          onChange({ earliest, latest });
        }}
      />
    </SplunkwebConnector>
  );
}
