import { Component, type ReactElement, type ReactNode } from 'react';
import { pageAddress } from './host_page';

interface State {
  readonly message: string | null;
}

/** A fault of ours: says what happened and what to do, instead of an empty page. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override readonly state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    return message === null ? this.props.children : <Fault message={message} />;
  }
}

function Fault({ message }: { readonly message: string }): ReactElement {
  return (
    <div className="ww-notice ww-notice-error" role="alert">
      <div>
        <h2>This page has a fault</h2>
        <p>It stopped with: {message}</p>
        <p>
          Reload the page. If it happens again,{' '}
          <a className="ww-link" href={pageAddress('sightings')}>
            open it without filters
          </a>{' '}
          and report the text above. Nothing in Splunk was changed.
        </p>
      </div>
    </div>
  );
}
