/** A Windows event, whatever format it came in. */
export interface WindowsEvent {
  readonly eventId: number;
  readonly provider: string;
  readonly channel: string;
  readonly computer: string;
  readonly record: number | null;
  /** Epoch seconds; null when the event has no readable time. */
  readonly time: number | null;
  readonly timeAssumedUtc: boolean;
  /** The event's own data by their Windows names, values as text. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What the reader has to do with an event: `boot` says that the host started anew. */
export type Interest = 'sysmon1' | 'security4688' | 'boot' | 'none';

/** Sysmon writes the same event on Windows and on Linux. */
const SYSMON = ['microsoft-windows-sysmon', 'linux-sysmon'];
const SECURITY = 'microsoft-windows-security-auditing';

/** Decides by event id, provider and channel (a rendered provider name is localised, its channel is not). */
export function interestOf(eventId: number, provider: string, channel: string): Interest {
  switch (eventId) {
    case 1:
      return SYSMON.some((name) => isOf(name, provider) || channel.toLowerCase().startsWith(`${name}/`))
        ? 'sysmon1'
        : 'none';
    case 4688:
      return isOf(SECURITY, provider) || channel.toLowerCase() === 'security' ? 'security4688' : 'none';
    case 4608:
      return isOf(SECURITY, provider) || channel.toLowerCase() === 'security' ? 'boot' : 'none';
    case 12:
      return isOf('microsoft-windows-kernel-general', provider) ? 'boot' : 'none';
    case 6005:
    case 6009:
      return isOf('eventlog', provider) ? 'boot' : 'none';
    default:
      return 'none';
  }
}

/** Event ids that can be of interest: all others are skipped without looking further. */
export function mayInterest(eventId: number): boolean {
  return (
    eventId === 4688 || eventId === 1 || eventId === 4608 || eventId === 12 || eventId === 6005 || eventId === 6009
  );
}

const isOf = (wanted: string, provider: string): boolean => provider.toLowerCase() === wanted;
