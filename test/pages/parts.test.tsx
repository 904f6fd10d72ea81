import '@testing-library/jest-dom';
import SplunkThemeProvider from '@splunk/themes/SplunkThemeProvider';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { Dialog } from '../../src/pages/shared/Dialog';
import { Notices } from '../../src/pages/sightings/Notices';
import { emptyData, type PageData } from '../../src/pages/sightings/page_data';
import { ReviewDialog } from '../../src/pages/sightings/ReviewDialog';
import { Tabs } from '../../src/pages/sightings/Tabs';
import { clock, NOW, sighting } from './sightings/make';

const range = { earliest: '-30d@d', latest: 'now' };
const noop = (): void => undefined;

function notices(data: Partial<PageData>, part: { onRange?: (range: unknown) => void; shown?: number } = {}): void {
  render(
    <SplunkThemeProvider family="enterprise" colorScheme="light" density="compact">
      <Notices
        data={{ ...emptyData, ...data }}
        range={range}
        clock={clock}
        sightings={[sighting('A w3wp.exe b.exe')]}
        shown={part.shown ?? 1}
        isNarrowed={part.shown === 0}
        onRange={part.onRange ?? noop}
        onRetry={noop}
        onClear={noop}
      />
    </SplunkThemeProvider>,
  );
}

// Buttons come in a part of their own; what is asked here is not how fast.
beforeAll(() => import('../../src/pages/sightings/controls_bundle'));

test('data outside the range: one press shows its own range', async () => {
  const asked: unknown[] = [];
  notices(
    {
      phase: { kind: 'ready', stopped: false },
      bounds: { from: NOW - 100, to: NOW },
      extent: { events: 9, hosts: 2, first: NOW - 9e7, last: NOW - 8e7 },
    },
    { onRange: (chosen) => asked.push(chosen) },
  );
  expect(screen.getByText(/^No process events in this range\. All 9 lie between/)).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: /^Show/ }));
  expect(asked).toHaveLength(1);
});

test('whoever is signed out hears that alone', () => {
  notices({
    phase: { kind: 'failed', failure: { kind: 'session_over' } },
    baselineProblem: 'x',
    detectionsProblem: 'y',
  });
  expect(screen.getAllByRole('alert')).toHaveLength(1);
});

test('a missing data model is named with what to do', () => {
  notices({
    phase: { kind: 'failed', failure: { kind: 'splunk', status: 400, text: "Error in 'DataModel': not found" } },
  });
  expect(screen.getByRole('alert')).toHaveTextContent('Install the Common Information Model add-on');
});

test('a review needs a reason, and what Splunk refuses is said in its words', async () => {
  const refuse = (): Promise<void> => Promise.reject(new Error('no capability'));
  render(
    <SplunkThemeProvider family="enterprise" colorScheme="light" density="compact">
      <ReviewDialog sighting={sighting('A w3wp.exe b.exe')} verdict="known_good" onSave={refuse} onClose={noop} />
    </SplunkThemeProvider>,
  );
  const save = screen.getByRole('button', { name: 'Save review' });
  expect(save).toHaveAttribute('aria-disabled', 'true');
  await userEvent.type(screen.getByRole('textbox'), 'because');
  await userEvent.click(save);
  expect(await screen.findByText(/Splunk says: “no capability”/)).toBeInTheDocument();
});

test('a dialog keeps the focus, and Esc gives it back', async () => {
  const closed: true[] = [];
  render(
    <Dialog title="T" onClose={() => closed.push(true)}>
      <button type="button">one</button>
      <button type="button">two</button>
    </Dialog>,
  );
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.tab();
  expect(screen.getByRole('dialog')).toContainElement(document.activeElement as HTMLElement);
  await userEvent.keyboard('{Escape}');
  expect(closed).toEqual([true]);
});

test('tabs move with arrow keys', async () => {
  const chosen: string[] = [];
  const ref = createRef<HTMLDivElement>();
  render(
    <div ref={ref}>
      <Tabs tab="chart" rows={3} alerts={null} onTab={(tab) => chosen.push(tab)}>
        {null}
      </Tabs>
    </div>,
  );
  screen.getByRole('tab', { name: 'Chart' }).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(chosen).toEqual(['table']);
});
