import { describe, expect, test } from 'vitest';
import { surfaceNamed } from '../surfaces/index.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { dataObjection, encodeData, overData, usualData } from './dataChoice.ts';
import { encodeLink, decodeLink } from './link.ts';
import { openingOf } from './experiment.ts';
import { surfaceOf } from './landscape.ts';

const line = surfaceNamed('line')!;
const logistic = surfaceNamed('logistic')!;

test('a link names a set, and columns where they are not the first two', () => {
  expect(encodeData({ set: 'galton', input: 'parents', target: 'child' })).toBe('galton');
  expect(encodeData({ set: 'penguins', input: 'bill length', target: 'bill depth' })).toBe('penguins,3,4');
  const link = encodeLink({ ...openingOf(line), data: { set: 'galton', input: 'child', target: 'parents' } });
  expect(link).toBe('v=1&surface=line&data-set=galton,2,1');
  const { experiment } = decodeLink(link);
  expect(experiment.data).toEqual({ set: 'galton', input: 'child', target: 'parents' });
  expect(surfaceOf(experiment).samples!.u).toHaveLength(928);
});

test('a surface over the same data is the same object', () => {
  const choice = { set: 'iris', input: 'sepal length', target: 'sepal width' };
  expect(overData(line, choice)).toBe(overData(line, { ...choice }));
  expect(overData(line, usualData(line)!)).toBe(line);
});

test('the ground that is shown holds the minimum, wherever the data have it', () => {
  const iris = overData(logistic, { set: 'iris', input: 'petal length', target: 'species' });
  expect(minimaOf(iris, {})).toHaveLength(1);
  expect(minimaOf(iris, {})[0]!.y).toBeCloseTo(7.3946, 3); // R's, as in fitted.json
  expect(iris.domain[1][1]).toBeGreaterThan(7.4);
  expect(iris.domain[1][0]).toBe(logistic.domain[1][0]);
});

describe('what can’t be taken is named, and the usual data shown', () => {
  test.each([
    ['nowhere', /no data set “nowhere”.*Old Faithful is shown/],
    ['galton,1,7', /no column 7/],
    ['galton,1,1', /both the input and the target/],
    ['csv-12345678', /stayed on its maker’s machine.*Old Faithful is shown/],
    ['', /no data set/],
  ])('%s', (text, sentence) => {
    const { experiment, adjustments } = decodeLink(`v=1&surface=line&data-set=${text}`);
    expect(adjustments.join()).toMatch(sentence);
    expect(experiment.data).toEqual(usualData(line));
  });

  test('a target of numbers under a loss of classes', () => {
    const reason = dataObjection(logistic, { set: 'galton', input: 'parents', target: 'child' });
    expect(reason).toMatch(/two classes as its target; child is of numbers/);
    expect(dataObjection(logistic, { set: 'iris', input: 'sepal width', target: 'species' })).toBeUndefined();
  });

  test('data of a surface that is over none say nothing', () => {
    expect(decodeLink('v=1&surface=beale&data-set=galton').experiment).not.toHaveProperty('data');
  });
});
