import { useEffect, useRef, type ReactNode } from 'react';
import { setHelp, useView } from '../store/view.ts';
import { bindings, chords } from './keys.ts';

const onTheStage = [
  ['Drag the start, or the square of the crowd’s size', 'or focus it and use the arrow keys (Shift: far, Alt: fine)'],
  ['Double-click the ground', 'puts the start there'],
  ['Drag the ground, wheel, pinch', 'move and zoom; on the focused stage the arrow keys, + and −'],
  ['Map', 'arrow keys move to a cell (Shift: far), Enter or a click takes it, Escape goes back to the run'],
] as const;

/** What the page answers to, from the tables that bind it. */
export function Help(): ReactNode {
  const open = useView(state => state.helpOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={() => setHelp(false)}>
      <h2 id="help-title">Keys and gestures</h2>
      <dl>
        {[...bindings, ...chords].map(({ shown, does }) => (
          <div key={shown}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        {onTheStage.map(([what, does]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>
        Every number of a run is a float32, rounded after each operation in the order of the formula, as Keras 3 does:
        what you read here is what <code>keras.optimizers.SGD</code> computes.
      </p>
      <button type="button" onClick={() => setHelp(false)}>
        Close
      </button>
    </dialog>
  );
}
