import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  advance,
  openAt,
  seek,
  setLast,
  speeds,
  stepBy,
  STEPS_PER_SECOND,
  togglePlay,
  usePlayback,
} from './playback.ts';

const state = () => usePlayback.getState();
const step = (): number => state().step;
const set = (changes: Partial<ReturnType<typeof state>>): void => usePlayback.setState(changes);

/** Opens a run of `last` steps for a reader who asked for stillness, or didn't. */
function open(at: number | null, last: number, still = false): void {
  vi.stubGlobal('matchMedia', () => ({ matches: still }));
  openAt(at, last);
}

beforeEach(() => {
  set({ speed: 1, loop: false });
  open(null, 100);
});
afterEach(() => void vi.unstubAllGlobals());

describe('opening', () => {
  test('plays from the start', () => expect(state()).toMatchObject({ step: 0, last: 100, playing: true }));

  test('at a step that a link names rests there, inside the run', () => {
    open(40, 100);
    expect(state()).toMatchObject({ step: 40, playing: false });
    open(4000, 100);
    expect(step()).toBe(100);
  });

  test('rests a few steps in for a reader who asked for stillness', () => {
    open(null, 100, true);
    expect(state()).toMatchObject({ step: 3, playing: false });
    open(null, 2, true);
    expect(step()).toBe(2);
  });
});

describe('the cursor', () => {
  test.each([
    [-5, 0],
    [0, 0],
    [12.4, 12],
    [12.6, 13],
    [100, 100],
    [1e9, 100],
    [-Infinity, 0],
    [Infinity, 100],
  ])(
    // prettier-ignore
    'sought at %d stands at %d',
    (sought, at) => {
      seek(sought);
      expect(step()).toBe(at);
    },
  );

  test('moved by hand stays in the run and stops playing', () => {
    stepBy(2);
    stepBy(-1);
    expect(state()).toMatchObject({ step: 1, playing: false });
    stepBy(-10);
    expect(step()).toBe(0);
    stepBy(1000);
    expect(step()).toBe(100);
  });

  test('stays inside a run that gets shorter, and where it is in one that gets longer', () => {
    seek(80);
    setLast(50);
    expect(state()).toMatchObject({ step: 50, last: 50 });
    setLast(200);
    expect(state()).toMatchObject({ step: 50, last: 200 });
  });
});

describe('playing', () => {
  test('goes on by the time that has passed, whatever the frames', () => {
    advance(1);
    expect(step()).toBe(STEPS_PER_SECOND);
    open(null, 100);
    for (let frame = 0; frame < 64; frame++) advance(1 / 64);
    expect(step()).toBe(STEPS_PER_SECOND);
  });

  test.each(speeds)('at speed %d takes that many times the steps', speed => {
    open(null, 10_000);
    set({ speed });
    for (let frame = 0; frame < 128; frame++) advance(1 / 32);
    expect(step()).toBe(4 * speed * STEPS_PER_SECOND);
  });

  test('rests when it is not playing', () => {
    togglePlay();
    advance(1);
    expect(state()).toMatchObject({ step: 0, playing: false });
  });

  test('stops at the end, and starts again from the start', () => {
    seek(95);
    advance(1);
    expect(state()).toMatchObject({ step: 100, playing: false });
    togglePlay();
    expect(state()).toMatchObject({ step: 0, playing: true });
  });

  test('in a loop shows the end, then goes on from the start', () => {
    set({ loop: true });
    seek(95);
    advance(1);
    expect(state()).toMatchObject({ step: 100, playing: true });
    advance(1);
    expect(state()).toMatchObject({ step: 0, playing: true });
    advance(1);
    expect(step()).toBe(STEPS_PER_SECOND);
  });

  test('in a loop ends where there is nothing to play', () => {
    set({ loop: true });
    open(null, 0);
    advance(1);
    expect(state()).toMatchObject({ step: 0, playing: false });
  });

  test('owes no part of a step after the cursor was moved', () => {
    advance(0.9 / STEPS_PER_SECOND);
    seek(10);
    advance(0.9 / STEPS_PER_SECOND);
    expect(step()).toBe(10);
  });
});
