/** Found on the lessons alone, each read by a model that had not learned from it; a test says when they no longer fit. */
export const calibration = {
  /** A text is answered from this confidence on. */
  threshold: 0.62,
  /** In a language without lessons, from this one. */
  foreign: 0.88,
  slope: 0.95,
  offset: 0.229,
  /** From which probability on a second category is named as well. */
  second: 0.36,
  /** From which share of its category's details a detail is named. */
  detail: 0.5,
};

/** How likely the first category is right, by the probability the model gives it. */
export function confidenceOf(probability: number, { slope, offset } = calibration): number {
  const sure = Math.min(Math.max(probability, 1e-6), 1 - 1e-6);
  return 1 / (1 + Math.exp(-(slope * Math.log(sure / (1 - sure)) + offset)));
}
