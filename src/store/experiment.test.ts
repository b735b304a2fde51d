import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { opening, type Experiment } from '../experiment/experiment.ts';
import { encodeLink, type LinkContent } from '../experiment/link.ts';
import {
  current,
  edit,
  hold,
  moveInHistory,
  notify,
  release,
  shareLink,
  startHistory,
  useExperimentStore,
} from './experiment.ts';
import type { AddressBar } from './history.ts';

/** A browser's list of entries, in memory; Back and Forward by the user are `go` too. */
function fakeBar(first: string, works: boolean) {
  const entries: { hash: string; index: number | null }[] = [{ hash: first, index: null }];
  let at = 0;
  let tell: Parameters<AddressBar['listen']>[0] = () => {};
  const bar: AddressBar = {
    hash: () => (entries[at]!.hash ? `#${entries[at]!.hash}` : ''),
    base: () => 'https://example.org/play/',
    query: () => null,
    write(hash, index) {
      const own = entries[at]!.index;
      if (own !== null && own !== index) entries.splice(++at);
      entries[at] = { hash, index };
    },
    claim: hash => void (entries[at] = { hash, index: 0 }),
    go(delta) {
      if (works && entries[at + delta]) {
        at += delta;
        tell(entries[at]!.index, bar.hash());
      }
      return works;
    },
    listen(onMove) {
      tell = onMove;
      return () => {};
    },
  };
  /** The reader types or follows a link: an entry that no edit of ours belongs to. */
  const follow = (hash: string): void => {
    entries.splice(++at);
    entries[at] = { hash, index: null };
    tell(null, `#${hash}`);
  };
  return { bar, follow, address: () => entries[at]!.hash, length: () => entries.length };
}

const state = () => useExperimentStore.getState();
const shown = (): Experiment => current(state());
const setSteps = (steps: number, gesture?: string): void => edit(experiment => ({ ...experiment, steps }), gesture);
const opened = vi.fn<(content: LinkContent) => void>();

function start(hash = '', works = true) {
  const fake = fakeBar(hash, works);
  startHistory(fake.bar, opened);
  return fake;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  opened.mockClear();
});
afterEach(() => void vi.useRealTimers());

describe('opening', () => {
  test('without a link shows the opening experiment', () => {
    start();
    expect(shown()).toEqual(opening);
    expect(state()).toMatchObject({ index: 0, notices: [] });
    expect(opened).toHaveBeenCalledWith({ experiment: opening, adjustments: [], step: null, show: null });
  });

  test('a link shows its experiment, and tells of its step', () => {
    const { address } = start('v=1&steps=500&step=7');
    expect(shown()).toEqual({ ...opening, steps: 500 });
    expect(opened.mock.calls[0]![0].step).toBe(7);
    expect(address()).toMatch(/^v=1&steps=500/);
  });

  test('a damaged link is repaired in the address too, and what was adjusted is said', () => {
    const { address } = start('v=1&steps=0&rotation=0');
    expect(shown()).toEqual({ ...opening, parameters: { kappa: 20, rotation: 0 } });
    expect(state().notices).toEqual([expect.stringContaining('steps goes from 1 to 10000')]);
    expect(address()).toBe('v=1&rotation=0');
    notify([]);
    expect(state().notices).toEqual([]);
  });
});

describe('an edit', () => {
  test('is shown, stands in the address, and can be undone and redone', () => {
    const { address } = start();
    setSteps(300);
    setSteps(400);
    expect([shown().steps, address()]).toEqual([400, 'v=1&steps=400']);
    moveInHistory(-1);
    expect([shown().steps, address()]).toEqual([300, 'v=1&steps=300']);
    moveInHistory(-1);
    moveInHistory(-1); // nothing before the first
    expect(shown()).toEqual(opening);
    moveInHistory(1);
    moveInHistory(1);
    moveInHistory(1);
    expect([shown().steps, address()]).toEqual([400, 'v=1&steps=400']);
  });

  test('that changes nothing is no entry', () => {
    const { length } = start();
    setSteps(opening.steps);
    expect([state().entries.length, length()]).toEqual([1, 1]);
  });

  test('after an undo drops what could have been redone', () => {
    const { address, length } = start();
    setSteps(300);
    setSteps(400);
    moveInHistory(-1);
    setSteps(350);
    expect(state().entries.map(({ steps }) => steps)).toEqual([200, 300, 350]);
    expect([length(), address()]).toEqual([3, 'v=1&steps=350']);
    moveInHistory(1);
    expect(shown().steps).toBe(350);
  });

  test('is undone without an address bar’s history, as in a sandboxed frame', () => {
    start('', false);
    setSteps(300);
    moveInHistory(-1);
    expect(shown()).toEqual(opening);
    moveInHistory(1);
    expect(shown().steps).toBe(300);
  });
});

describe('edits of one gesture', () => {
  const steps = (): number[] => state().entries.map(entry => entry.steps);

  test('in quick succession are one entry', () => {
    const { length } = start();
    for (const value of [210, 220, 230]) {
      setSteps(value, 'steps');
      vi.advanceTimersByTime(900);
    }
    expect([steps(), length()]).toEqual([[200, 230], 2]);
    moveInHistory(-1);
    expect(shown()).toEqual(opening);
  });

  test('are several entries after a pause, of another gesture, or of none', () => {
    start();
    setSteps(210, 'steps');
    vi.advanceTimersByTime(1100);
    setSteps(220, 'steps');
    setSteps(230, 'other');
    setSteps(240);
    setSteps(250);
    expect(steps()).toEqual([200, 210, 220, 230, 240, 250]);
  });

  test('are one as long as something is held, however slowly it moves; what is taken up again is another', () => {
    start();
    hold();
    setSteps(300, 'drag');
    vi.advanceTimersByTime(5000);
    setSteps(310, 'drag');
    release();
    expect(state().entries).toHaveLength(2);
    hold();
    setSteps(320, 'drag');
    release();
    expect(state().entries).toHaveLength(3);
  });

  test('do not reach over an undo', () => {
    start();
    setSteps(210, 'steps');
    setSteps(220, 'steps');
    moveInHistory(-1);
    moveInHistory(1);
    setSteps(230, 'steps');
    expect(steps()).toEqual([200, 220, 230]);
  });

  test('do not change the entry that a link opened', () => {
    const { follow } = start();
    setSteps(210, 'steps');
    follow('v=1&steps=500');
    setSteps(510, 'steps');
    expect(steps()).toEqual([500, 510]);
  });
});

describe('a link followed later', () => {
  test('opens its experiment; the edits before it are no longer to be undone', () => {
    const { follow } = start();
    setSteps(300);
    follow('v=1&surface=saddle&steps=x');
    expect(shown().surface).toBe('saddle');
    expect(state()).toMatchObject({ index: 0, notices: [expect.stringContaining('“x”')] });
    expect(state().entries).toHaveLength(1);
    expect(opened).toHaveBeenCalledTimes(2);
  });

  test('leaves Back and Forward to the experiments that their addresses name', () => {
    const { bar, follow, address } = start();
    setSteps(300);
    setSteps(400);
    follow('v=1&steps=500');
    setSteps(600);
    for (const [delta, steps] of [
      [-1, 500],
      [-1, 400],
      [-1, 300],
      [-1, 200],
      [1, 300],
      [1, 400],
      [1, 500],
      [1, 600],
    ]) {
      // prettier-ignore
      bar.go(delta!);
      expect([shown().steps, address()]).toEqual([steps, steps === 200 ? '' : `v=1&steps=${steps}`]);
    }
  });

  test('can be edited and undone like the first', () => {
    const { follow, length } = start();
    setSteps(300);
    follow('v=1&steps=500');
    setSteps(510);
    expect(length()).toBe(4);
    moveInHistory(-1);
    expect(shown().steps).toBe(500);
    moveInHistory(1);
    expect(shown().steps).toBe(510);
  });
});

test('the link that is shared holds the experiment, and the step if one is given', () => {
  start('v=1&surface=beale');
  expect(shareLink()).toBe(`https://example.org/play/#${encodeLink(shown())}`);
  expect(shareLink(12)).toBe('https://example.org/play/#v=1&surface=beale&step=12');
});
