import { interleaved, type LaneCode } from './laneCode.ts';
import type { Plan } from './plan.ts';
import type { Body } from './sideBySide.ts';

/**
 * One call after the other; the state before it, by these channels, goes into `rows` (of which `at` is the place of particle i in
 * the first).
 */
export function recordingBody(plan: Plan, code: LaneCode, channels: readonly string[]): Body {
  const step = code.fewest(plan.next);
  // The loss is gathered by itself, so that it has the same bits wherever it is asked for; what both share is worked out once.
  const outputs = channels.includes('loss') ? [...step, ...code.fewest([plan.loss])] : step;
  return {
    uniform: code.bodies(outputs, '_')[0]!.uniform,
    body(suffixes) {
      const codes = code.bodies(outputs, suffixes);
      const seen = (name: string, suffix: string, lane: number): string =>
        name === 'loss' ? codes[lane]!.names[step.length]! : `s${plan.state.indexOf(name)}${suffix}`;
      return [
        ...code.open(suffixes),
        ...interleaved(codes.map(({ particle }) => particle)),
        'let at = i;',
        'for (let k = from + 1; k <= to; k++) {',
        ...code.host(suffixes),
        ...interleaved(codes.map(({ lane }) => lane)),
        ...channels.flatMap(name => [
          ...code.each(suffixes, (suffix, lane) => [`rows[at + ${lane}] = ${seen(name, suffix, lane)};`]),
          'at += count;',
        ]),
        ...code.take(
          codes.map(({ names }) => names.slice(0, step.length)),
          suffixes,
        ),
        '}',
        ...code.close(suffixes),
      ];
    },
  };
}
