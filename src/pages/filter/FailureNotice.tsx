import Button from '@splunk/react-ui/Button';
import type { ReactElement } from 'react';
import { loginAddress } from '../shared/host_page';
import { Notice } from '../shared/Notice';
import { failureText, SESSION_OVER, type RestFailure } from '../shared/rest';

/** What went wrong between page and Splunk, in Splunk's words, and what to do. */
export function FailureNotice({
  failure,
  onAgain,
}: {
  readonly failure: RestFailure;
  readonly onAgain: () => void;
}): ReactElement {
  const again = <Button onClick={onAgain}>Try again</Button>;
  if (failure.kind === 'session_over')
    return (
      <Notice
        tone="error"
        actions={
          <>
            <Button to={loginAddress()} openInNewContext>
              Sign in
            </Button>
            {again}
          </>
        }
      >
        {SESSION_OVER}
      </Notice>
    );
  return (
    <Notice tone="error" actions={again}>
      {failure.kind === 'network' ? failure.text : `Splunk says: “${failureText(failure)}”`}
      {failure.kind === 'forbidden' ? ' Ask for the role webshell_watch_analyst.' : ''}
    </Notice>
  );
}
