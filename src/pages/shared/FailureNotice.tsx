import type { ReactElement, ReactNode } from 'react';
import type { ButtonProps } from './button_props';
import { loginAddress } from './host_page';
import { Notice } from './Notice';
import { SESSION_OVER, type RestFailure } from './rest';

interface FailureNoticeProps {
  readonly failure: RestFailure;
  /** The toolkit's button, or what stands for it until it is loaded. */
  readonly button: (props: ButtonProps) => ReactNode;
  /** What did not work, before Splunk's words: "The search failed. ". */
  readonly what?: string;
  /** What to do about these words of Splunk's. */
  readonly advice?: (text: string) => string;
  /** More ways on. */
  readonly actions?: ReactNode;
  readonly onAgain: () => void;
}

/** What went wrong between page and Splunk, in Splunk's words, and what to do. */
export function FailureNotice(props: FailureNoticeProps): ReactElement {
  const { failure, button: Button, what = '', advice, actions, onAgain } = props;
  const isOver = failure.kind === 'session_over';
  return (
    <Notice
      tone="error"
      actions={
        <>
          {isOver ? (
            <Button to={loginAddress()} openInNewContext>
              Sign in
            </Button>
          ) : (
            actions
          )}
          <Button onClick={onAgain}>Try again</Button>
        </>
      }
    >
      {isOver
        ? SESSION_OVER
        : failure.kind === 'network'
          ? failure.text
          : `${what}Splunk says: “${failure.text}” ${
              failure.kind === 'forbidden' ? 'Ask for the role webshell_watch_analyst.' : (advice?.(failure.text) ?? '')
            }`}
    </Notice>
  );
}
