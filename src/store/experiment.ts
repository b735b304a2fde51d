import { create } from 'zustand';
import { opening, type Experiment } from '../experiment/experiment.ts';
import { decodeLink, encodeLink, type LinkContent } from '../experiment/link.ts';
import type { AddressBar } from './history.ts';

interface ExperimentState {
  /** Every experiment since the page opened, and which of them is shown. */
  readonly entries: readonly Experiment[];
  readonly index: number;
  /** What had to be said about the last link, paste or file; empty when there is nothing. */
  readonly notices: readonly string[];
}

export const useExperimentStore = create<ExperimentState>(() => ({ entries: [opening], index: 0, notices: [] }));

/** The experiment that is shown. */
export const current = ({ entries, index }: ExperimentState): Experiment => entries[index]!;
export const useExperiment = <T>(select: (experiment: Experiment) => T): T =>
  useExperimentStore(state => select(current(state)));

const SAME_GESTURE_MS = 1000;
let lastGesture = { name: '', at: -Infinity };
let bar: AddressBar | undefined;

/**
 * Changes the experiment. Edits of one `gesture` (a slider being dragged, a key held) in quick succession are one entry to
 * undo; without a gesture each edit is its own.
 */
export function edit(change: (experiment: Experiment) => Experiment, gesture = ''): void {
  const { entries, index } = useExperimentStore.getState();
  const before = entries[index]!;
  const after = change(before);
  if (encodeLink(after) === encodeLink(before)) return;
  const now = performance.now();
  const continues =
    gesture !== '' &&
    gesture === lastGesture.name &&
    now - lastGesture.at < SAME_GESTURE_MS &&
    index === entries.length - 1;
  lastGesture = { name: gesture, at: now };
  const kept = entries.slice(0, continues ? index : index + 1);
  useExperimentStore.setState({ entries: [...kept, after], index: kept.length });
  bar?.write(encodeLink(after), kept.length);
}

/** One edit back (−1) or forward (+1): the same as the browser's Back and Forward. */
export function moveInHistory(delta: -1 | 1): void {
  const { entries, index } = useExperimentStore.getState();
  const target = index + delta;
  if (target < 0 || target >= entries.length) return;
  lastGesture = { name: '', at: -Infinity };
  if (!bar?.go(delta)) useExperimentStore.setState({ index: target });
}

/** Says something in the notice line; an empty list takes it away. */
export function notify(notices: readonly string[]): void {
  useExperimentStore.setState({ notices });
}

/** Opens what the address bar holds and follows it from then on. `onOpen` hears of every link that is read. */
export function startHistory(addressBar: AddressBar, onOpen: (content: LinkContent) => void): void {
  bar = addressBar;
  const open = (hash: string): void => {
    const content = decodeLink(hash);
    useExperimentStore.setState({ entries: [content.experiment], index: 0, notices: content.adjustments });
    onOpen(content);
  };
  open(addressBar.hash());
  const { notices } = useExperimentStore.getState();
  // A link that had to be repaired is replaced by the sound one; any other stands as it is, its step included.
  addressBar.write(
    notices.length > 0 ? encodeLink(current(useExperimentStore.getState())) : addressBar.hash().slice(1),
    0,
  );
  addressBar.listen((index, hash) => {
    if (index !== null && index < useExperimentStore.getState().entries.length) useExperimentStore.setState({ index });
    else open(hash);
  });
}

/** The address of the shown experiment, at a step if one is given. */
export function shareLink(step?: number): string {
  const link = encodeLink(current(useExperimentStore.getState()), step);
  return `${bar?.base() ?? ''}#${link}`;
}
