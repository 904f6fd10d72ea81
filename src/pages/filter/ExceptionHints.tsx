import type { ReactElement } from 'react';
import { counted, dayText } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import type { ExceptionRowProps } from './row_props';
import { hostsMeant, narrowedToHarmless, narrowedToHosts, parentMeant, type Narrowing } from './exception_costs';
import { isComplete, namesHost } from './exceptions';
import { Hint } from './Hint';

/** What is to be thought of before an exception is saved, each with the step that mends it. */
export function ExceptionHints(props: ExceptionRowProps): ReactElement {
  const { exception, twin, at, onChange, disabled } = props;
  const remove = disabled ? undefined : 'Remove it';
  const onRemove = (): void => onChange(at, null, '');
  if (!isComplete(exception))
    return <Hint tone="warning">A field or a value is missing; until then this exception is left out.</Hint>;
  return (
    <>
      {twin === null ? null : (
        <Hint tone="warning" action={remove} onAction={onRemove}>
          Says the same as exception {twin}.
        </Hint>
      )}
      <Malicious {...props} />
      <NoHost {...props} />
      <HidesNothing {...props} action={remove} onAction={onRemove} />
    </>
  );
}

/** The button that narrows, where narrowing is possible. */
const narrowing = (
  { at, disabled, onChange }: ExceptionRowProps,
  to: Narrowing | null,
): { readonly action?: string; readonly onAction?: () => void } =>
  to === null || disabled ? {} : { action: `Narrow to ${to.to}`, onAction: () => onChange(at, to.exception, '') };

function Malicious(props: ExceptionRowProps): ReactElement | null {
  const { cost, isSaved, table, exception } = props;
  const [group, ...others] = cost?.malicious ?? [];
  if (cost === null || table === null || group === undefined) return null;
  return (
    <Hint tone="error" {...narrowing(props, narrowedToHarmless(table, exception, cost))}>
      {isSaved ? 'Hides' : 'Would hide'}{' '}
      <b>
        <bdi>{visibleText(group.host)}</bdi> <bdi>{visibleText(group.parent)}</bdi> →{' '}
        <bdi>{visibleText(group.child)}</bdi>
      </b>
      {others.length === 0 ? '' : ` and ${counted(others.length, 'other')}`}, marked malicious.
    </Hint>
  );
}

function NoHost(props: ExceptionRowProps): ReactElement | null {
  const { cost, servers, exception, isSaved } = props;
  if (namesHost(exception) || cost === null || (isSaved && cost.hides === 0)) return null;
  const parent = parentMeant(exception);
  // What the data model says may lag behind the results at hand.
  const hosts = servers === null ? null : Math.max(hostsMeant(exception, servers), cost.hosts.length);
  return (
    <Hint tone="warning" {...narrowing(props, narrowedToHosts(exception, cost))}>
      Names no host: fits {hostWords(hosts)}
      {parent === '' ? '' : hosts === 1 ? ` that runs ${parent}` : ` that run ${parent}`}.
    </Hint>
  );
}

const hostWords = (hosts: number | null): string =>
  hosts === null || hosts === 0 ? 'all hosts' : hosts === 1 ? 'the one host' : `all ${counted(hosts, 'host')}`;

function HidesNothing({
  cost,
  since,
  clock,
  exception: { until },
  isSaved,
  action,
  onAction,
}: ExceptionRowProps & { readonly action: string | undefined; readonly onAction: () => void }): ReactElement | null {
  const offered = isSaved ? { action, onAction } : {};
  if (until !== null && until <= clock.now)
    return (
      <Hint tone="warning" {...offered}>
        Ended {dayText(clock, until - 1)}: it hides nothing any more.
      </Hint>
    );
  if (cost === null || cost.hides > 0 || since === undefined) return null;
  return (
    <Hint tone="warning" {...offered}>
      {since === null ? 'Hides nothing of all that was ever found.' : `Hides nothing since ${dayText(clock, since)}.`}
    </Hint>
  );
}
