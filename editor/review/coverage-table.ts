import { ENOUGH_FACTS, type PackCoverage, type Shaky, type TopicCoverage } from './coverage.ts';
import { nextSteps } from './next-steps.ts';

/** Columns from which topics stand in a table; below it each has two lines of its own. */
const TABLE = 84;
const TITLE = 26;
const FIRST_FEW = 3;

const HEAD = ['topic', 'facts', 'oldest', 'newest', 'sources', 'origins', 'fail', 'near', 'due'] as const;
const WIDTHS = [TITLE, 6, 11, 11, 8, 8, 5, 5, 4] as const;

/** What the base holds and where it is thin, for a terminal of so many columns; the last section says what to write next.
    `all` names everything, and not the first three of each list. */
export function formatCoverage(packs: readonly PackCoverage[], columns: number, all = false): string {
  const shown = all ? Number.POSITIVE_INFINITY : FIRST_FEW;
  const steps = nextSteps(packs).map(({ what, command }, index) => `${index + 1}. ${what}\n   ${command}`);
  return [
    ...packs.map((pack) => formatPack(pack, columns, shown)),
    ...(steps.length === 0
      ? ['What to write next: nothing here is thin.']
      : [`What to write next\n${steps.join('\n')}`]),
  ]
    .map((text) => wrap(text, columns))
    .join('\n\n');
}

function formatPack(pack: PackCoverage, columns: number, shown: number): string {
  const head = `${pack.company} (${pack.pack}): ${count(pack.facts, 'fact')}, ${count(pack.sources, 'source')} (original reports: ${pack.origins})`;
  const rows = columns >= TABLE ? table(pack) : pack.topics.flatMap(stacked);
  return [head, ...rows, ...notes(pack, shown)].join('\n');
}

function table({ topics }: PackCoverage): string[] {
  const languages = Object.keys(topics[0]?.worded ?? {});
  const cells = (values: readonly string[]) =>
    values
      .map((value, at) => (at === 0 ? cut(value).padEnd(TITLE) : value.padStart(WIDTHS[at] ?? 4)))
      .join('');
  return [
    `  ${cells([...HEAD, ...languages])}`,
    ...topics.map(
      (topic) =>
        `  ${cells([
          topic.title,
          String(topic.facts),
          topic.oldest ?? '',
          topic.newest ?? '',
          String(topic.sources),
          String(topic.origins),
          String(topic.asked.failing),
          String(topic.asked.near),
          String(topic.overdue.length + topic.due.length),
          ...languages.map((tag) => String(topic.worded[tag] ?? 0)),
        ])}`,
    ),
  ];
}

function stacked(topic: TopicCoverage): string[] {
  const { title, facts, oldest, newest, sources, origins, asked, overdue, due, worded } = topic;
  const days = oldest === undefined ? '' : `, ${oldest === newest ? oldest : `${oldest} to ${newest}`}`;
  const languages = Object.entries(worded).map(([tag, many]) => `, ${tag} ${many}`);
  return [
    `  ${title}`,
    `    facts ${facts}${days}${languages.join('')}, sources ${sources}, origins ${origins}, fail ${asked.failing}, near ${asked.near}, due ${overdue.length + due.length}`,
  ];
}

function notes({ topics }: PackCoverage, shown: number): string[] {
  const list = <Thing>(
    what: string,
    of: (topic: TopicCoverage) => readonly Thing[],
    say: (thing: Thing) => string,
  ) => {
    const things = [...new Set(topics.flatMap(of))];
    if (things.length === 0) return [];
    const left = things.length - shown;
    return [
      `  ${what}: ${things.length}`,
      ...things.slice(0, shown).map((one) => `    ${say(one)}`),
      ...(left > 0 ? [`    … and ${left} more`] : []),
    ];
  };
  const id = (one: string): string => one;
  const thin = topics.filter(({ facts }) => facts < ENOUGH_FACTS);
  return [
    ...list('past its review date', ({ overdue }) => overdue, id),
    ...list('to be looked at within 60 days', ({ due }) => due, id),
    ...list(
      'questions that go wrong, of those one may tune by',
      ({ asked }) => asked.named.filter(({ margin }) => margin <= 0),
      sayShaky,
    ),
    ...list(
      'questions that nearly do',
      ({ asked }) => asked.named.filter(({ margin }) => margin > 0),
      sayShaky,
    ),
    ...list('topics with fewer than two facts', (topic) => (thin.includes(topic) ? [topic.topic] : []), id),
    ...list('allegations without the company’s reply', ({ unanswered }) => unanswered, id),
    ...list('facts with fewer than six wordings', ({ fewWordings }) => fewWordings, id),
    ...list('facts that rest on one report', ({ singleOrigin }) => singleOrigin, id),
    ...list('sources of which not all was read', ({ partlyRead }) => partlyRead, id),
  ];
}

function sayShaky({ question, expects, instead, margin }: Shaky): string {
  const how = `${margin <= 0 ? 'behind' : 'ahead of'} ${instead ?? 'nothing'} by ${Math.abs(margin).toFixed(2)}`;
  return `"${question}": ${expects[0] ?? ''} is ${how}`;
}

function count(many: number, thing: string): string {
  return `${many} ${thing}${many === 1 ? '' : 's'}`;
}

function cut(title: string): string {
  return title.length < TITLE ? title : `${title.slice(0, TITLE - 2)}…`;
}

/** Lines that are too long go on below, indented as they began and two more. */
function wrap(text: string, columns: number): string {
  const width = Math.max(40, columns);
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.length <= width) return [line];
      const indent = `${/^ */.exec(line)?.[0] ?? ''}  `;
      const lines: string[] = [];
      let now = '';
      for (const word of line.trimStart().split(' ')) {
        const start = lines.length === 0 ? indent.slice(2) : indent;
        if (now !== '' && `${start}${now} ${word}`.length > width) {
          lines.push(start + now);
          now = word;
        } else now = now === '' ? word : `${now} ${word}`;
      }
      return [...lines, (lines.length === 0 ? indent.slice(2) : indent) + now];
    })
    .join('\n');
}
