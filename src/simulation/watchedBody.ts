import type { PrimitiveName } from '../formula/functions.ts';
import { inOrder, type Node } from '../formula/graph.ts';
import { isProportional } from '../formula/proportional.ts';
import { interleaved, type LaneCode } from './laneCode.ts';
import type { Plan, Watched } from './plan.ts';
import { inARow, MOST_LANES, type Body } from './sideBySide.ts';
import { enough, summaryState } from './summaryPlan.ts';

const { unmet, divergedAt, slope: slopeSquared, loss: lastLoss } = summaryState;
const BETWEEN = 15; // calls between two looks, at most
const CALM = 1e12; // of a loss, and squared of a slope: beyond it something may overflow between two looks
/** Numbers to either side of what a worker often writes: of two workers that write to one line of the caches each waits for the other. */
const ALONE = 16;
const LARGEST = 3.4028234663852886e38; // float32

/** Functions whose slope may be a small number where they have no value, or too large a one. */
const hiding = new Set<string>(['log', 'mod', 'floor', 'sign', 'float16'] satisfies PrimitiveName[]);

/**
 * The body of a summary plan: the numbers that its select operations give, without a look at every call. Every so many calls the
 * loss and the slope are looked at. If the tolerance is not met there, it does not matter whether it was in between: the last
 * time that it was not met counts. If it is met, the calls since the last look are run once more and heeded one by one, and so are
 * those that follow for as long as it is met. Where the run is not calm, a particle plays them `again` by itself, with a look at
 * every call.
 */
export function watchedBody(plan: Plan, { own, gradient, slope }: Watched, code: LaneCode): Body {
  const { each } = code;
  const slots = own.next.length;
  const hidden = inOrder([own.loss]).some(({ op }) => hiding.has(op));
  const sums = !isProportional(own.next, gradient); // then a slope without end may leave no trace in the state
  const [moves, steepness, loss] = [own.next, [slope], [own.loss]].map(outputs => code.fewest(outputs)) as Three;
  const whole = code.fewest([...own.next, slope, own.loss], [...moves, ...steepness, ...loss]);
  const heeding = code.fewest([...own.next, own.loss], [...moves, ...loss]);
  const summed = sums ? code.fewest([...own.next, slope], [...moves, ...steepness]) : moves;
  const all = [...summed, ...heeding, ...steepness, ...whole];
  const { uniform } = code.bodies(all, '_')[0]!;
  /** What a particle that is played again starts from. */
  const kept = [...own.state.keys(), ...[unmet, divergedAt, lastLoss].map(name => plan.state.indexOf(name))];

  const slotOf = (suffix: string, name: string): string => `s${plan.state.indexOf(name)}${suffix}`;
  const limit = (suffix: string, name: string): string => code.bodies([own.graph.input(name)], suffix)[0]!.names[0]!;
  const isSteep = (suffix: string, name: string): string => `!(${name} <= ${limit(suffix, enough.slope)})`;
  const isHigh = (suffix: string, name: string): string => `!(${name} <= ${limit(suffix, enough.loss)})`;
  const allDiverged = (suffixes: string): string =>
    Array.from(suffixes, suffix => `${slotOf(suffix, divergedAt)} !== 0`).join(' && ');
  const lines = (suffixes: string, outputs: readonly Node[]): string[] =>
    interleaved(code.bodies(outputs, suffixes).map(({ lane }) => lane));
  const output = (suffix: string, outputs: readonly Node[], place: number): string =>
    code.bodies(outputs, suffix)[0]!.names[place]!;
  const moved = (suffixes: string, outputs: readonly Node[]): string[] =>
    code.take(
      code.bodies(outputs, suffixes).map(({ names }) => names.slice(0, slots)),
      suffixes,
    );
  const particle = (suffixes: string): string[] => interleaved(code.bodies(all, suffixes).map(body => body.particle));

  /** Call k up to its new state, with a look at the state before it. */
  const look = (suffixes: string): string[] => [
    // What a look writes down is worked out before it, so that an engine knows the types of what is seldom run.
    'const before = k - 1;',
    'const atLeastOne = before > 1 ? before : 1;',
    ...code.host(suffixes),
    ...lines(suffixes, whole),
    ...each(suffixes, suffix => {
      const [squared, height] = [slots, slots + 1].map(place => output(suffix, whole, place)) as [string, string];
      return [
        `${slotOf(suffix, slopeSquared)} = ${squared};`,
        `const loss${suffix} = ${height};`,
        `const met${suffix} = !(${isSteep(suffix, squared)} && ${isHigh(suffix, height)});`,
      ];
    }),
  ];
  /** What is known of a state once it has been looked at. */
  const note = (suffix: string): string[] => [
    `if (!met${suffix}) ${slotOf(suffix, unmet)} = before;`,
    `if (${slotOf(suffix, divergedAt)} === 0) {`,
    `if (Math.abs(loss${suffix}) <= ${LARGEST}) ${slotOf(suffix, lastLoss)} = loss${suffix};`,
    `else ${slotOf(suffix, divergedAt)} = atLeastOne;`,
    '}',
  ];

  /** Calls with nothing but a sum of slopes, where that is needed. */
  const unheeded = (suffixes: string): string[] => [
    ...code.host(suffixes),
    ...lines(suffixes, summed),
    ...(sums ? each(suffixes, suffix => [`wild${suffix} += ${output(suffix, summed, slots)};`]) : []),
    ...moved(suffixes, summed),
  ];
  /** Calls of which it is found out whether the tolerance is met; the loss says so of most. */
  const heeded = (suffixes: string): string[] => [
    ...code.host(suffixes),
    ...lines(suffixes, heeding),
    ...Array.from(suffixes).flatMap(suffix => {
      const height = output(suffix, heeding, slots);
      return [
        ...(sums ? [`if (!(Math.abs(${height}) <= ${CALM})) wild${suffix} = Infinity;`] : []),
        `if (${isHigh(suffix, height)}) {`,
        ...lines(suffix, steepness),
        `if (${isSteep(suffix, output(suffix, steepness, 0))}) ${slotOf(suffix, unmet)} = k - 1;`,
        '}',
      ];
    }),
    ...moved(suffixes, heeding),
  ];

  /** Plays particle i from a state that `kept` holds from place `at` on. */
  const again = [
    `const kept = new Float64Array(${MOST_LANES * kept.length + 2 * ALONE}).subarray(${ALONE});`,
    'function again(input, i, at, from, to) {',
    ...code.given,
    ...uniform,
    ...code.own('_'),
    ...kept.map((place, i) => `let s${place}_ = kept[at + ${i}];`),
    ...particle('_'),
    `let ${slotOf('_', slopeSquared)} = 0;`,
    'for (let k = from + 1; k <= to; k++) {',
    ...look('_'),
    ...note('_'),
    ...moved('_', whole),
    '}',
    ...kept.map((place, i) => `kept[at + ${i}] = s${place}_;`),
    '}',
  ];
  const keptOf = (lane: number, i: number): string => `kept[${lane * kept.length + i}]`;
  const isMetBy = (suffixes: string): string => Array.from(suffixes, suffix => `met${suffix}`).join(' || ');
  /** Finds out what was not seen since the last look, where something may have overflown. */
  const doubt = (suffix: string, lane: number): string[] => {
    const calm = [
      `Math.abs(loss${suffix}) <= ${CALM}`,
      `${slotOf(suffix, slopeSquared)} <= ${CALM ** 2}`,
      ...(sums ? [`wild${suffix} <= ${CALM ** 2}`] : []),
    ].join(' && ');
    const known = [...kept.entries()].slice(slots);
    return [
      `if (${slotOf(suffix, divergedAt)} === 0 && !(${calm})) {`,
      ...known.map(([i, place]) => `${keptOf(lane, i)} = s${place}${suffix};`),
      `again(input, i + ${lane}, ${lane * kept.length}, begun, last);`,
      ...known.map(([i, place]) => `s${place}${suffix} = ${keptOf(lane, i)};`),
      '}',
    ];
  };

  return {
    uniform,
    helpers: hidden ? [] : again,
    body: (suffixes, turns) => [
      ...code.open(suffixes),
      `if (${allDiverged(suffixes)}) continue;`,
      ...particle(suffixes),
      'let heed = false;',
      'let done = from;',
      'let last = from;',
      'for (;;) {',
      ...(hidden
        ? []
        : [
            'const begun = done;',
            ...each(suffixes, (suffix, lane) => [
              ...own.state.map((_, i) => `${keptOf(lane, i)} = s${i}${suffix};`),
              ...(sums ? [`let wild${suffix} = 0;`] : []),
            ]),
            'if (heed) {',
            'for (let k = done + 1; k <= last; k++) {',
            ...heeded(suffixes),
            '}',
            '} else {',
            ...inARow(unheeded(suffixes), turns),
            '}',
          ]),
      'const k = last + 1;',
      ...look(suffixes),
      ...(hidden
        ? []
        : [
            'if (begun < last) {',
            `if (!heed && (${isMetBy(suffixes)})) {`,
            ...each(suffixes, (suffix, lane) => own.state.map((_, i) => `s${i}${suffix} = ${keptOf(lane, i)};`)),
            'heed = true;',
            'done = begun;',
            'continue;',
            '}',
            ...Array.from(suffixes).flatMap((suffix, lane) => doubt(suffix, lane)),
            '}',
          ]),
      ...Array.from(suffixes).flatMap(note),
      `if (${allDiverged(suffixes)}) break;`,
      ...moved(suffixes, whole),
      'if (k === to) break;',
      'done = k;',
      `heed = ${isMetBy(suffixes)};`,
      hidden
        ? 'last = done;'
        : `const between = to - k > ${BETWEEN} ? ${BETWEEN} : to - k - 1; last = done + between - (between % ${turns});`,
      '}',
      ...code.close(suffixes),
    ],
  };
}

type Three = [readonly Node[], readonly Node[], readonly Node[]];
