import type { DataSet } from '../dataSet.ts';
import { numbers } from './numbers.ts';

const common = '10 8 13 9 11 14 6 4 12 7 5';

/** Mean, variance and correlation agree to two digits: it is the picture that tells the four apart. */
/* @__NO_SIDE_EFFECTS__ */
const set = (number: string, sentence: string, input: string, target: string): DataSet => ({
  id: `anscombe${number}`,
  name: `Anscombe ${number}`,
  sentence,
  source: 'F. J. Anscombe, Graphs in statistical analysis, The American Statistician 27, 1973',
  licence: 'forty-four published numbers, free as facts',
  columns: [
    { name: 'x', values: numbers(input) },
    { name: 'y', values: numbers(target, 100) },
  ],
});

export const anscombe: readonly DataSet[] = [
  set('1', 'A line with scatter round it.', common, '804 695 758 881 833 996 724 426 1084 482 568'),
  set('2', 'A parabola: a line misses it.', common, '914 814 874 877 926 810 613 310 913 726 474'),
  set('3', 'A line, but for one point that turns it.', common, '746 677 1274 711 781 884 608 539 815 642 573'),
  set(
    '4',
    'One point alone makes the slope.',
    '8 8 8 8 8 8 8 19 8 8 8',
    '658 576 771 884 847 704 525 1250 556 791 689',
  ),
];
