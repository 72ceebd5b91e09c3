/**
 * The z of a two-sided interval that misses with a probability of `alpha`: P(|Z| > z) = alpha for a standard normal Z, so
 * that 0.05 gives 1.96. For `alpha` from 1e-12 to 0.5, to eight digits; found by halving on the upper tail, which is
 * computed by the continued fraction of Laplace (Abramowitz & Stegun 1964, 26.2.14).
 */
export function zFor(alpha: number): number {
  let [low, high] = [0.5, 8];
  for (let step = 0; step < 44; step++) {
    const middle = (low + high) / 2;
    if (2 * upperTail(middle) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const terms = 200;

/** P(Z > z) for z of 0.5 and more: `φ(z) / (z + 1/(z + 2/(z + 3/(z + …))))`. */
function upperTail(z: number): number {
  let fraction = z;
  for (let term = terms; term > 0; term--) fraction = z + term / fraction;
  return Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI) / fraction;
}
