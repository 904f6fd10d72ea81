import { lazy, Suspense, type ComponentType, type LazyExoticComponent, type ReactElement, type ReactNode } from 'react';
import type { ButtonProps } from '../shared/button_props';
import type * as ControlsBundle from './controls_bundle';
import type * as LaterBundle from './later_bundle';

/**
 * Parts that nobody needs for the first rows. Each of the two bundles comes in one piece when the first of its parts is
 * wanted: the controls right after the rows, the rest when somebody asks for it.
 */
type Controls = typeof ControlsBundle;
type Bundle = typeof LaterBundle;

const controls = async (): Promise<Controls> => import(/* webpackChunkName: "controls" */ './controls_bundle');
const parts = async (): Promise<Bundle> => import(/* webpackChunkName: "later" */ './later_bundle');

function later<Props>(pick: (all: Bundle) => ComponentType<Props>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: pick(await parts()) }));
}

export const AlertsTab = later((all) => all.AlertsTab);
export const BaselineBuild = later((all) => all.BaselineBuild);
export const Details = later((all) => all.Details);
export const PageDialogs = later((all) => all.PageDialogs);

export const FilterBar = lazy(async () => ({ default: (await controls()).FilterBar }));
export const HeaderActions = lazy(async () => ({ default: (await controls()).HeaderActions }));
export const Totals = lazy(async () => ({ default: (await controls()).Totals }));
const ToolkitButton = lazy(async () => ({ default: (await controls()).Button }));

/** The toolkit's button, for what must not wait for it: the text beside a button is there before the button. */
export const Button = (props: ButtonProps): ReactElement => (
  <Later>
    <ToolkitButton {...props} />
  </Later>
);

/** Keeps the page as it is until the part is there; `wait` holds its place. */
export const Later = ({
  children,
  wait = null,
}: {
  readonly children: ReactNode;
  readonly wait?: ReactNode;
}): ReactElement => <Suspense fallback={wait}>{children}</Suspense>;
