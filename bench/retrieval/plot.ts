import type { Findings } from './findings.ts';
import type { Quality } from './measure.ts';
import { CURVES_HEIGHT, curves } from './plot-curves.ts';
import { share } from './report.ts';
import { fixed, xml } from './svg.ts';

/** Pixels of the whole picture; text stays readable when it is shown at three quarters of that. */
const WIDTH = 1120;
const MARGIN = 32;
const COLUMNS = 2;
const GAP = 40;
const PANEL = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
const HEADING = 34;
const BAR = { height: 12, step: 20, label: 172, value: 84 };
const TOP = 112;

/** Colours stand in classes, so that a dark page gets its own; what a renderer without media queries shows is the light
    one. Ours is marked by weight too, not by colour alone. */
const STYLE = `
    svg { background: #ffffff; font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
    .page { fill: #ffffff; }
    text { fill: #1f2328; font-size: 13px; }
    .title { font-size: 22px; font-weight: 600; }
    .heading { font-size: 15px; font-weight: 600; }
    .quiet { fill: #59636e; }
    .ours { font-weight: 700; }
    .track { fill: #eff2f5; }
    .bar { fill: #afb8c1; }
    .bar-ours { fill: #0969da; }
    .typos { stroke: #1f2328; stroke-width: 2.5; }
    .grid { stroke: #d8dee4; stroke-width: 1; }
    .curve { fill: none; stroke: #818b98; stroke-width: 1.75; }
    .curve-ours { fill: none; stroke: #0969da; stroke-width: 3.5; }
    .dot { fill: #818b98; }
    .dot-ours { fill: #0969da; }
    .leader { stroke: #afb8c1; stroke-width: 1; stroke-dasharray: 2 3; }
    @media (prefers-color-scheme: dark) {
      svg { background: #0d1117; }
      .page { fill: #0d1117; }
      text { fill: #f0f6fc; }
      .quiet { fill: #9198a1; }
      .track { fill: #1a212a; }
      .bar { fill: #59636e; }
      .bar-ours { fill: #4493f8; }
      .typos { stroke: #f0f6fc; }
      .grid { stroke: #2a313c; }
      .curve { stroke: #848d97; }
      .curve-ours { stroke: #4493f8; }
      .dot { fill: #848d97; }
      .dot-ours { fill: #4493f8; }
      .leader { stroke: #59636e; }
    }`;

/** A picture of the findings: a panel of bars a corpus, and the time of a question over the number of documents. `ours`
    is the name of the engine that is set apart. */
export function plot(found: Findings, ours: string): string {
  const corpora = [...new Set(found.qualities.map(({ corpus }) => corpus))];
  const engines = new Set(found.qualities.map(({ engine }) => engine)).size;
  const panelHeight = HEADING + engines * BAR.step + 28;
  const rows = Math.ceil(corpora.length / COLUMNS);
  const curvesTop = TOP + rows * panelHeight + 24;
  const height = curvesTop + CURVES_HEIGHT + MARGIN;
  const panels = corpora.map((corpus, index) => {
    const x = MARGIN + (index % COLUMNS) * (PANEL + GAP);
    const y = TOP + Math.floor(index / COLUMNS) * panelHeight;
    const of = found.qualities.filter((one) => one.corpus === corpus);
    return `<g transform="translate(${x} ${y})">${panel(corpus, of, ours)}</g>`;
  });
  const { date, node, cores, load } = found.machine;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">Search engines side by side: right answers, and time of a question</title>
<desc id="desc">${xml(described(found))}</desc>
<style>${STYLE}
</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text class="title" x="${MARGIN}" y="44">Right in the first place (Hit@1)</text>
<text class="quiet" x="${MARGIN}" y="68">Bar: questions as they are asked. Upright stroke: the same with typos and lost words. Figures: both. * a sample of the questions, of a slow engine.</text>
<text class="quiet" x="${MARGIN}" y="88">${xml(`${date}, Node ${node}, ${cores} cores, load average ${load.join(' ')}`)}</text>
${panels.join('\n')}
<g transform="translate(${MARGIN} ${curvesTop})">${curves(found.timings, ours, WIDTH - 2 * MARGIN)}</g>
</svg>
`;
}

function panel(corpus: string, qualities: readonly Quality[], ours: string): string {
  const width = PANEL - BAR.label - BAR.value;
  const sorted = qualities.toSorted((one, other) => other.clean.hit1 - one.clean.hit1);
  const bars = sorted.map(({ engine, sample, clean, misspelt }, index) => {
    const y = HEADING + index * BAR.step;
    const base = y + BAR.height - 1;
    const stroke = BAR.label + misspelt.hit1 * width;
    const own = engine === ours;
    return [
      `<text x="${BAR.label - 10}" y="${base}" text-anchor="end"${own ? ' class="ours"' : ''}>${xml(engine)}${sample === null ? '' : ' *'}</text>`,
      `<rect class="track" x="${BAR.label}" y="${y}" width="${width}" height="${BAR.height}"/>`,
      `<rect class="${own ? 'bar-ours' : 'bar'}" x="${BAR.label}" y="${y}" width="${fixed(clean.hit1 * width)}" height="${BAR.height}"/>`,
      `<line class="typos" x1="${fixed(stroke)}" x2="${fixed(stroke)}" y1="${y - 2}" y2="${y + BAR.height + 2}"/>`,
      `<text x="${PANEL}" y="${base}" text-anchor="end"${own ? ' class="ours"' : ''}>${share(clean.hit1)} / ${share(misspelt.hit1)}</text>`,
    ].join('');
  });
  return `<text class="heading" x="0" y="14">${xml(corpus)}</text>${bars.join('')}`;
}

/** What the picture shows, in words. */
function described(found: Findings): string {
  const corpora = [...new Set(found.qualities.map(({ corpus }) => corpus))];
  const best = corpora.map((corpus) => {
    const [first] = found.qualities
      .filter((one) => one.corpus === corpus && one.sample === null)
      .toSorted((one, other) => other.clean.hit1 - one.clean.hit1);
    return first
      ? `${corpus}: ${first.engine} ${share(first.clean.hit1)} and ${share(first.misspelt.hit1)}`
      : '';
  });
  const sizes = [...new Set(found.timings.map(({ docs }) => docs.toLocaleString('en')))];
  return `The best Hit@1 of each corpus, as asked and with typos: ${best.join('; ')}. Below, the median time of a question for ${sizes.join(', ')} made documents, on logarithmic axes. All figures stand in retrieval.md.`;
}
