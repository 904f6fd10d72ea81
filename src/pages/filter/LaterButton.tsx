import type ToolkitButton from '@splunk/react-ui/Button';
import { lazy, Suspense, type ComponentPropsWithoutRef, type ReactElement } from 'react';

/** Asked for at once, beside what the page reads. */
const coming = import(/* webpackChunkName: "button" */ '@splunk/react-ui/Button');
const Loaded = lazy(async () => coming);

/** The toolkit's button. With its tooltips and springs it is a quarter of the page, so the rest does not wait for it. */
export const Button = (props: ComponentPropsWithoutRef<typeof ToolkitButton>): ReactElement => (
  <Suspense
    fallback={
      <span className="ww-button-wait" aria-hidden="true">
        {props.children}
      </span>
    }
  >
    <Loaded {...props} />
  </Suspense>
);
