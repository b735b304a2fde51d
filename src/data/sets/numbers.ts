/** Whole numbers apart by blanks, each divided by `per`: 391 per 10 is the double nearest to 39.1. */
/* @__NO_SIDE_EFFECTS__ */
export const numbers = (text: string, per = 1): number[] =>
  text
    .trim()
    .split(/\s+/)
    .map(word => Number(word) / per);

/** So many zeros, then so many ones. */
/* @__NO_SIDE_EFFECTS__ */
export const twoClasses = (zeros: number, ones: number): number[] => [
  ...Array<number>(zeros).fill(0),
  ...Array<number>(ones).fill(1),
];
