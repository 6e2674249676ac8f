/** Fills `slope`, which is all 0, with the gradient at a point. */
export type Gradient = (at: Float64Array, slope: Float64Array) => void;

const MOST_STEPS = 200;
const FIRST_STEP = 0.1;
const SMALLEST_STEP = 1e-4;

/** The point where a smooth convex function is smallest, by steps of their own along each axis that grow while the slope
    keeps its sign and shrink when it turns (iRprop−: Igel and Hüsken, "Empirical evaluation of the improved Rprop learning
    algorithms", 2003). Starts at `from`, which stays as it is. */
export function minimize(gradient: Gradient, from: readonly number[]): Float64Array {
  const at = Float64Array.from(from);
  const steps = new Float64Array(at.length).fill(FIRST_STEP);
  const before = new Float64Array(at.length);
  const slope = new Float64Array(at.length);
  for (let step = 0; step < MOST_STEPS && steps.some((one) => one > SMALLEST_STEP); step++) {
    slope.fill(0);
    gradient(at, slope);
    for (let axis = 0; axis < at.length; axis++) {
      const turned = (slope[axis] ?? 0) * (before[axis] ?? 0);
      const scale = turned > 0 ? 1.2 : turned < 0 ? 0.5 : 1;
      steps[axis] = (steps[axis] ?? 0) * scale;
      before[axis] = turned < 0 ? 0 : (slope[axis] ?? 0);
      at[axis] = (at[axis] ?? 0) - Math.sign(before[axis] ?? 0) * (steps[axis] ?? 0);
    }
  }
  return at;
}
