import { useEffect } from 'react';
import { current, moveInHistory, useExperimentStore } from '../store/experiment.ts';
import { seek, stepBy, togglePlay, usePlayback } from '../store/playback.ts';
import { select, setHelp, setView, toggleProjector, useView } from '../store/view.ts';

interface KeyBinding {
  readonly keys: readonly string[];
  readonly shown: string;
  readonly does: string;
  readonly run: (event: KeyboardEvent) => void;
}

/** Every key of the page; the help lists this table. */
export const bindings: readonly KeyBinding[] = [
  { keys: [' '], shown: 'Space', does: 'play or pause', run: togglePlay },
  {
    keys: ['ArrowRight'],
    shown: '→',
    does: 'one step on; with Shift ten',
    run: event => stepBy(event.shiftKey ? 10 : 1),
  },
  {
    keys: ['ArrowLeft'],
    shown: '←',
    does: 'one step back; with Shift ten',
    run: event => stepBy(event.shiftKey ? -10 : -1),
  },
  { keys: ['Home'], shown: 'Home', does: 'to the start', run: () => seek(0) },
  { keys: ['End'], shown: 'End', does: 'to the last step', run: () => seek(usePlayback.getState().last) },
  {
    keys: ['1', '2', '3', '4', '5', '6', '7', '8'],
    shown: '1 – 8',
    does: 'pick the run whose arrows and lines are shown',
    run({ key }) {
      if (Number(key) <= current(useExperimentStore.getState()).runs.length) select(Number(key) - 1);
    },
  },
  { keys: ['0'], shown: '0', does: 'show the whole landscape again', run: () => setView(null) },
  { keys: ['p', 'P'], shown: 'P', does: 'projector: large type, thick lines', run: toggleProjector },
  { keys: ['?'], shown: '?', does: 'this list', run: () => setHelp(!useView.getState().helpOpen) },
];

/** Keys with Ctrl or ⌘, which work inside fields too only where the field has nothing to undo. */
export const chords: readonly (KeyBinding & { readonly shift: boolean })[] = [
  { keys: ['z', 'Z'], shift: false, shown: 'Ctrl Z', does: 'undo (so does Back)', run: () => moveInHistory(-1) },
  { keys: ['z', 'Z'], shift: true, shown: 'Ctrl Shift Z', does: 'redo (so does Forward)', run: () => moveInHistory(1) },
  { keys: ['y', 'Y'], shift: false, shown: 'Ctrl Y', does: 'redo', run: () => moveInHistory(1) },
];

/** Keys that belong to what has the focus rather than to the page. */
function belongsTo(target: Element, event: KeyboardEvent): boolean {
  if (target.closest('dialog[open], textarea, select, [popover]')) return true;
  const field = target.closest('input');
  if (field) return field.type !== 'checkbox' || event.key === ' ';
  return event.key === ' ' && target.closest('button:not([data-drag]), summary, a') !== null;
}

/** Binds the tables to the window. */
export function useKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.altKey) return;
      const chord = event.ctrlKey || event.metaKey;
      if (chord ? target.closest('input[type="text"], textarea') : belongsTo(target, event)) return;
      const binding = chord
        ? chords.find(({ keys, shift }) => keys.includes(event.key) && shift === event.shiftKey)
        : bindings.find(({ keys }) => keys.includes(event.key));
      if (!binding) return;
      event.preventDefault();
      binding.run(event);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
