/** A function to be made small: fills `slope` with its gradient and gives its value. */
export type Loss = (at: Float64Array, slope: Float64Array) => number;

/** Steps that are remembered, at most so many steps, and the gradient below which it is the bottom. */
const MEMORY = 8;
const STEPS = 400;
const FLAT = 1e-7;

/** The point where a smooth function is smallest, by L-BFGS with a backtracking line search (Nocedal and Wright,
    "Numerical Optimization", 2nd edition, algorithms 3.1, 7.4 and 7.5). Starts at `from`, which stays as it is. */
export function minimize(loss: Loss, from: readonly number[] | Float64Array): Float64Array {
  const size = from.length;
  let at: Float64Array = Float64Array.from(from);
  let slope: Float64Array = new Float64Array(size);
  let value = loss(at, slope);
  const memory: { readonly step: Float64Array; readonly turn: Float64Array; readonly rho: number }[] = [];
  for (let count = 0; count < STEPS && Math.sqrt(dot(slope, slope)) > FLAT; count++) {
    const direction = downhill(slope, memory);
    const along = dot(direction, slope);
    let length = count === 0 ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1;
    let next: Float64Array = at;
    let nextSlope: Float64Array = slope;
    let lower = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 40; tries++) {
      next = at.map((x, index) => x + length * (direction[index] ?? 0));
      nextSlope = new Float64Array(size);
      lower = loss(next, nextSlope);
      if (lower <= value + 1e-4 * length * along) break;
      length /= 2;
    }
    if (!(lower < value)) break;
    const step = next.map((x, index) => x - (at[index] ?? 0));
    const turn = nextSlope.map((x, index) => x - (slope[index] ?? 0));
    const curve = dot(step, turn);
    if (curve > 1e-12) memory.push({ step, turn, rho: 1 / curve });
    if (memory.length > MEMORY) memory.shift();
    at = next;
    slope = nextSlope;
    value = lower;
  }
  return at;
}

function downhill(
  slope: Float64Array,
  memory: readonly { readonly step: Float64Array; readonly turn: Float64Array; readonly rho: number }[],
): Float64Array {
  const direction = slope.map((x) => -x);
  const shares: number[] = [];
  for (const { step, turn, rho } of memory.toReversed()) {
    const share = rho * dot(step, direction);
    shares.push(share);
    add(direction, turn, -share);
  }
  const last = memory.at(-1);
  if (last) {
    const scale = dot(last.step, last.turn) / dot(last.turn, last.turn);
    direction.forEach((x, index) => {
      direction[index] = x * scale;
    });
  }
  for (const { step, turn, rho } of memory) {
    const share = shares.pop() ?? 0;
    add(direction, step, share - rho * dot(turn, direction));
  }
  return direction;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let index = 0; index < to.length; index++) to[index] = (to[index] ?? 0) + times * (what[index] ?? 0);
}
