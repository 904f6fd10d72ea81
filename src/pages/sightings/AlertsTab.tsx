import Button from '@splunk/react-ui/Button';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { searchPageAddress } from '../shared/host_page';
import { errorText, isAbort } from '../shared/rest';
import { minuteText, type Clock } from '../shared/times';
import { acknowledgeAlert, readFiredAlerts, type FiredAlert } from './fired_alerts';

/** Fired alerts of our rules; acknowledging one takes it off the list for everybody. */
export function AlertsTab({ clock }: { readonly clock: Clock }): ReactElement {
  const [alerts, setAlerts] = useState<readonly FiredAlert[] | null>(null);
  const [problem, setProblem] = useState('');
  const load = useCallback(async (signal: AbortSignal): Promise<void> => {
    try {
      setAlerts(await readFiredAlerts(signal));
      setProblem('');
    } catch (error) {
      if (!isAbort(error)) setProblem(errorText(error));
    }
  }, []);
  useEffect(() => {
    const controller = new AbortController();
    void load(controller.signal);
    return () => {
      controller.abort();
    };
  }, [load]);
  const acknowledge = (alert: FiredAlert): void => {
    acknowledgeAlert(alert).then(
      () => load(new AbortController().signal),
      (error: unknown) => setProblem(errorText(error)),
    );
  };
  if (problem !== '')
    return (
      <p className="ww-quiet" role="alert">
        The alerts could not be read. Splunk says: “{problem}”
      </p>
    );
  if (alerts === null) return <p className="ww-quiet">Reading alerts …</p>;
  if (alerts.length === 0) return <p className="ww-quiet">No alert of our rules is open.</p>;
  return (
    <div className="ww-table-frame" style={{ padding: '0 12px' }}>
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
                <Button onClick={() => acknowledge(alert)}>Acknowledge</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
