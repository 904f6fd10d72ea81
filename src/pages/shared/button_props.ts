import type { ReactNode } from 'react';

/** What parts that both pages share ask of a button: the toolkit's own, or what stands for it until it is loaded. */
export interface ButtonProps {
  readonly appearance?: 'primary';
  /** An address to go to, in a tab of its own where `openInNewContext` says so. */
  readonly to?: string;
  readonly openInNewContext?: boolean;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}
