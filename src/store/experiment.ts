import { create } from 'zustand';
import { opening, type Experiment } from '../experiment/experiment.ts';
import { decodeLink, encodeLink, type FigureName, type LinkContent } from '../experiment/link.ts';
import type { AddressBar } from './history.ts';
import { useView } from './view.ts';

interface ExperimentState {
  /** Every experiment since the page opened, and which of them is shown. */
  readonly entries: readonly Experiment[];
  readonly index: number;
  /** Whether the last edit went on with the gesture of the one before it, as while something is dragged. */
  readonly dragging: boolean;
  /** What had to be said about the last link, paste or file; empty when there is nothing. */
  readonly notices: readonly string[];
}

export const useExperimentStore = create<ExperimentState>(() => ({
  entries: [opening],
  index: 0,
  dragging: false,
  notices: [],
}));

/** The experiment that is shown. */
export const current = ({ entries, index }: ExperimentState): Experiment => entries[index]!;
export const useExperiment = <T>(select: (experiment: Experiment) => T): T =>
  useExperimentStore(state => select(current(state)));

const SAME_GESTURE_MS = 1000;
const noGesture = { name: '', at: -Infinity };
let lastGesture = noGesture;
let held = false;
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
    (held || now - lastGesture.at < SAME_GESTURE_MS) &&
    index === entries.length - 1;
  lastGesture = { name: gesture, at: now };
  const kept = entries.slice(0, continues ? index : index + 1);
  useExperimentStore.setState({ entries: [...kept, after], index: kept.length, dragging: continues, notices: [] });
  bar?.write(addressOf(after), kept.length);
}

/** Something is in the hand until `release`: its edits are one gesture, however long it takes. */
export function hold(): void {
  lastGesture = noGesture;
  held = true;
}

export const release = (): void => void (held = false);

/** An experiment as it stands in the address bar: with the figure that is open. */
const addressOf = (experiment: Experiment, step?: number): string =>
  encodeLink(experiment, step, useView.getState().show);

/** Opens a figure on the stage, or the landscape: no edit, but part of the link. */
export function show(figure: FigureName | null): void {
  useView.setState({ show: figure });
  const state = useExperimentStore.getState();
  bar?.write(addressOf(current(state)), state.index);
}

/** One edit back (−1) or forward (+1): the same as the browser's Back and Forward. */
export function moveInHistory(delta: -1 | 1): void {
  const { entries, index } = useExperimentStore.getState();
  const target = index + delta;
  if (target < 0 || target >= entries.length) return;
  lastGesture = noGesture;
  useExperimentStore.setState({ index: target, dragging: false });
  bar?.go(delta);
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
    const { experiment, adjustments } = content;
    lastGesture = noGesture;
    useExperimentStore.setState({ entries: [experiment], index: 0, notices: adjustments });
    onOpen(content);
    // A link that had to be repaired is replaced by the sound one; any other stands as it is, its step included.
    addressBar.claim(adjustments.length > 0 ? addressOf(experiment) : hash.replace(/^#/, ''));
  };
  open(addressBar.hash());
  addressBar.listen((index, hash) => {
    const entry = index === null ? undefined : useExperimentStore.getState().entries[index];
    lastGesture = noGesture;
    // After a link was followed the entries before it stand in the browser, but no longer here.
    const { experiment, show: shown } = decodeLink(hash);
    if (!entry || encodeLink(entry) !== encodeLink(experiment)) return open(hash);
    useExperimentStore.setState({ index: index! });
    // Which figure was open then is no part of an edit: the one that is open now stays.
    if (shown !== useView.getState().show) addressBar.write(addressOf(entry), index!);
  });
}

/** The address of the shown experiment, at a step if one is given. */
export function shareLink(step?: number): string {
  const link = addressOf(current(useExperimentStore.getState()), step);
  return `${bar?.base() ?? ''}#${link}`;
}
