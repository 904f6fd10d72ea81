import type { ReactElement } from 'react';
import { Button } from './LaterButton';

export interface UndoButtonsProps {
  readonly disabled: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** Back and forth through the edits; the keys do the same. */
export const UndoButtons = ({ disabled, canUndo, canRedo, onUndo, onRedo }: UndoButtonsProps): ReactElement => (
  <>
    <Button disabled={disabled || !canUndo} onClick={onUndo} title="Undo (Ctrl+Z)">
      Undo
    </Button>
    <Button disabled={disabled || !canRedo} onClick={onRedo} title="Redo (Ctrl+Y)">
      Redo
    </Button>
  </>
);
