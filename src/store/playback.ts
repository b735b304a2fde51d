import { create } from 'zustand';

/** Steps a second at speed 1. */
export const STEPS_PER_SECOND = 12;
export const speeds: readonly number[] = [0.25, 0.5, 1, 2, 5, 20, 100];

interface PlaybackState {
  /** The one cursor: calls done, 0 … last. */
  readonly step: number;
  readonly last: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly loop: boolean;
}

export const usePlayback = create<PlaybackState>(() => ({ step: 0, last: 0, playing: false, speed: 1, loop: false }));

let fraction = 0;

/** Puts the cursor on a step, within the run. */
export function seek(step: number): void {
  fraction = 0;
  usePlayback.setState(({ last }) => ({ step: Math.max(0, Math.min(last, Math.round(step))) }));
}

/** Whether a pointer that passes over a figure takes the cursor with it: a resting mouse while nothing plays, or a drag. */
export function canFollow({
  pointerType,
  buttons,
}: {
  readonly pointerType: string;
  readonly buttons: number;
}): boolean {
  return buttons === 1 || (pointerType === 'mouse' && buttons === 0 && !usePlayback.getState().playing);
}

/** Moves the cursor by hand: playing stops. */
export function stepBy(delta: number): void {
  usePlayback.setState({ playing: false });
  seek(usePlayback.getState().step + delta);
}

/** Plays from the cursor, or from the start if it is at the end. */
export function togglePlay(): void {
  const { playing, step, last } = usePlayback.getState();
  if (!playing && step >= last) seek(0);
  usePlayback.setState({ playing: !playing });
}

/** The run's length; the cursor stays inside it. */
export function setLast(last: number): void {
  usePlayback.setState(({ step }) => ({ last, step: Math.min(step, last) }));
}

/** One frame of playing, `seconds` after the one before. */
export function advance(seconds: number): void {
  const { playing, step, last, speed, loop } = usePlayback.getState();
  if (!playing) return;
  fraction += seconds * speed * STEPS_PER_SECOND;
  const whole = Math.floor(fraction);
  if (whole === 0) return;
  fraction -= whole;
  if (step + whole <= last) usePlayback.setState({ step: step + whole });
  else if (loop && last > 0) usePlayback.setState({ step: step >= last ? 0 : last });
  else usePlayback.setState({ step: last, playing: false });
}

/** Opens an experiment: at the step that a link names, at rest; else playing, unless the reader asked for stillness. */
export function openAt(step: number | null, last: number): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  fraction = 0;
  if (step !== null) usePlayback.setState({ step: Math.min(step, last), last, playing: false });
  else usePlayback.setState({ step: still ? Math.min(3, last) : 0, last, playing: !still });
}
