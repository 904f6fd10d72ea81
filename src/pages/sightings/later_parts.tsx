import { lazy, Suspense, type ComponentType, type LazyExoticComponent, type ReactElement, type ReactNode } from 'react';
import type * as LaterBundle from './later_bundle';

/** Parts that nobody needs for the first rows; they come in one piece when the first of them is wanted. */
type Bundle = typeof LaterBundle;

const parts = async (): Promise<Bundle> => import(/* webpackChunkName: "later" */ './later_bundle');

function later<Props>(pick: (all: Bundle) => ComponentType<Props>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: pick(await parts()) }));
}

export const AlertsTab = later((all) => all.AlertsTab);
export const BuildControls = later((all) => all.BuildControls);
export const Details = later((all) => all.Details);
export const FirstRun = later((all) => all.FirstRun);
export const PageDialogs = later((all) => all.PageDialogs);

/** Keeps the page as it is until the part is there. */
export const Later = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <Suspense fallback={null}>{children}</Suspense>
);
