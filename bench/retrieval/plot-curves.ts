import type { Timing } from './speed.ts';
import { fixed, xml } from './svg.ts';

export const CURVES_HEIGHT = 470;
const AREA = { top: 64, bottom: 420, left: 64, labels: 230 };
/** Pixels between two labels' baselines at least. */
const LABEL_STEP = 18;

interface Curve {
  readonly engine: string;
  readonly points: readonly { readonly docs: number; readonly p50: number }[];
}

/** Median time of a question over the number of documents, both on logarithmic axes; every line is named at its end. */
export function curves(timings: readonly Timing[], ours: string, width: number): string {
  const all = curvesOf(timings);
  const points = all.flatMap((one) => one.points);
  const right = width - AREA.labels;
  const x = scale(
    points.map(({ docs }) => docs),
    AREA.left,
    right,
  );
  const times = decades(points.map(({ p50 }) => p50));
  const y = scale(times, AREA.bottom, AREA.top);
  const sizes = [...new Set(points.map(({ docs }) => docs))];
  const grid = [
    ...times.map(
      (time) =>
        `<line class="grid" x1="${AREA.left}" x2="${right}" y1="${fixed(y(time))}" y2="${fixed(y(time))}"/><text class="quiet" x="${AREA.left - 8}" y="${fixed(y(time) + 4)}" text-anchor="end">${time}</text>`,
    ),
    ...sizes.map(
      (size) =>
        `<line class="grid" x1="${fixed(x(size))}" x2="${fixed(x(size))}" y1="${AREA.top}" y2="${AREA.bottom}"/><text class="quiet" x="${fixed(x(size))}" y="${AREA.bottom + 20}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
    ),
  ];
  const lines = all.map(({ engine, points: own }) => {
    const suffix = engine === ours ? '-ours' : '';
    const path = own.map(({ docs, p50 }) => `${fixed(x(docs))},${fixed(y(p50))}`).join(' ');
    const dots = own.map(
      ({ docs, p50 }) =>
        `<circle class="dot${suffix}" cx="${fixed(x(docs))}" cy="${fixed(y(p50))}" r="3.5"/>`,
    );
    return `<polyline class="curve${suffix}" points="${path}"/>${dots.join('')}`;
  });
  return [
    '<text class="title" x="0" y="12">Time of a question</text>',
    '<text class="quiet" x="0" y="36">Milliseconds at the median, by number of documents; both axes logarithmic. A line ends where an engine took too long.</text>',
    ...grid,
    ...lines,
    ...labels(all, ours, x, y, right),
  ].join('\n');
}

function curvesOf(timings: readonly Timing[]): Curve[] {
  return [...new Set(timings.map(({ engine }) => engine))].flatMap((engine) => {
    const points = timings.flatMap((one) =>
      one.engine === engine && !('leftOut' in one.speed) ? [{ docs: one.docs, p50: one.speed.p50 }] : [],
    );
    return points.length > 0 ? [{ engine, points }] : [];
  });
}

/** Names to the right of all lines, from top to bottom as the lines end, moved apart where they would touch. */
function labels(
  all: readonly Curve[],
  ours: string,
  x: (docs: number) => number,
  y: (p50: number) => number,
  right: number,
): string[] {
  const ends = all
    .flatMap(({ engine, points }) => {
      const last = points.at(-1);
      return last ? [{ engine, x: x(last.docs), y: y(last.p50) }] : [];
    })
    .sort((one, other) => one.y - other.y);
  let above = Number.NEGATIVE_INFINITY;
  const placed = ends.map((end) => {
    above = Math.max(end.y, above + LABEL_STEP);
    return { ...end, label: above };
  });
  let below = AREA.bottom + LABEL_STEP;
  return placed.toReversed().map(({ engine, label, ...end }) => {
    below = Math.min(label, below - LABEL_STEP);
    const leader = `<line class="leader" x1="${fixed(end.x + 5)}" y1="${fixed(end.y)}" x2="${right + 30}" y2="${fixed(below)}"/>`;
    return `${leader}<text x="${right + 36}" y="${fixed(below + 4)}"${engine === ours ? ' class="ours"' : ''}>${xml(engine)}</text>`;
  });
}

/** Powers of ten from the one below the least value to the one above the greatest. */
function decades(values: readonly number[]): number[] {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: to - from + 1 }, (_, index) => Number((10 ** (from + index)).toPrecision(1)));
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, greatest] = [Math.log10(Math.min(...values)), Math.log10(Math.max(...values))];
  const span = greatest - least || 1;
  return (value) => from + ((Math.log10(value) - least) / span) * (to - from);
}
