import Button from '@splunk/react-ui/Button';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { searchPageAddress } from '../shared/host_page';
import { failureBehind, isAbort, problemText, type RestFailure } from '../shared/rest';
import { minuteText, type Clock } from '../shared/times';
import { acknowledgeAlert, readFiredAlerts, type FiredAlert } from './fired_alerts';
import { READ_ONLY } from './words';

interface AlertsTabProps {
  readonly clock: Clock;
  /** Whether the user may change anything: an alert that is acknowledged is gone for all. */
  readonly canWrite: boolean;
  /** Told how many are open, each time that they have been read. */
  readonly onCount: (open: number) => void;
}

interface Problem {
  readonly what: string;
  readonly failure: RestFailure;
}

/** Fired alerts of our rules; acknowledging one takes it off the list for everybody. */
export function AlertsTab({ clock, canWrite, onCount }: AlertsTabProps): ReactElement {
  const [alerts, setAlerts] = useState<readonly FiredAlert[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const tell = useRef(onCount);
  tell.current = onCount;
  const load = useCallback(async (signal: AbortSignal): Promise<void> => {
    try {
      const found = await readFiredAlerts(signal);
      setAlerts(found);
      tell.current(found.length);
      setProblem(null);
    } catch (error) {
      if (!isAbort(error)) setProblem({ what: 'The alerts could not be read.', failure: failureBehind(error) });
    }
  }, []);
  const reading = useRef(new AbortController());
  // What is read anew takes the place of what was on its way, which is older.
  const loadAnew = useCallback(async (): Promise<void> => {
    reading.current.abort();
    reading.current = new AbortController();
    await load(reading.current.signal);
  }, [load]);
  useEffect(() => {
    void loadAnew();
    return () => reading.current.abort();
  }, [loadAnew]);
  const acknowledge = (alert: FiredAlert): void => {
    const pressed = document.activeElement;
    acknowledgeAlert(alert).then(
      async () => {
        await loadAnew();
        // The pressed button goes: whoever works with keys goes on from the tab, unless they went on already.
        if ([pressed, document.body].includes(document.activeElement))
          document.getElementById('ww-tab-alerts')?.focus();
      },
      (error: unknown) => setProblem({ what: 'The alert could not be acknowledged.', failure: failureBehind(error) }),
    );
  };
  return (
    <>
      {problem === null ? null : (
        <p className="ww-quiet" role="alert">
          {problemText(problem.what, problem.failure)}
        </p>
      )}
      {alerts === null || alerts.length === 0 ? (
        <p className="ww-quiet">{problem === null ? emptyText(alerts) : ''}</p>
      ) : (
        <AlertTable alerts={alerts} clock={clock} canWrite={canWrite} onAcknowledge={acknowledge} />
      )}
    </>
  );
}

const emptyText = (alerts: readonly FiredAlert[] | null): string =>
  alerts === null ? 'Reading alerts …' : 'No alert of our rules is open.';

interface AlertTableProps extends Omit<AlertsTabProps, 'onCount'> {
  readonly alerts: readonly FiredAlert[];
  readonly onAcknowledge: (alert: FiredAlert) => void;
}

function AlertTable({ alerts, clock, canWrite, onAcknowledge }: AlertTableProps): ReactElement {
  return (
    <div className="ww-table-frame" style={{ padding: '0 12px' }} tabIndex={0} role="group" aria-label="Fired alerts">
      <table className="ww-list">
        <thead>
          <tr>
            <th scope="col">Fired</th>
            <th scope="col">Rule</th>
            <th scope="col">Results</th>
            <th scope="col">Acknowledge</th>
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <tr key={alert.id}>
              <td>{minuteText(clock, alert.time)}</td>
              <td>{alert.rule}</td>
              <td>
                <a
                  className="ww-link"
                  href={searchPageAddress(`| loadjob ${alert.sid}`, '0', '')}
                  target="_blank"
                  rel="noreferrer"
                >
                  Open in search
                </a>
              </td>
              <td>
                <span title={canWrite && alert.canRemove ? undefined : READ_ONLY}>
                  <Button disabled={!canWrite || !alert.canRemove} onClick={() => onAcknowledge(alert)}>
                    Acknowledge
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {canWrite ? null : <p className="ww-small ww-muted">{READ_ONLY}</p>}
    </div>
  );
}
