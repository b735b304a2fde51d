export const particles = {};
export const steps = {};
export const maps = {};
export const firstStep = {};
export const drawing = {};
