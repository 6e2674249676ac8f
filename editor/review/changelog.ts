import { sayDate } from '../../src/core/dates.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import type { Problem, WrittenFacts } from '../lint/rule.ts';
import type { Change, Changes } from './changes.ts';

export const CHANGED_CLAIMS_ARE_EXPLAINED = {
  name: 'changed-claims-are-explained',
  why: 'Whoever repeated a claim must be able to see that it changed, from what, and why.',
} as const;

/** An error for each claim that changed, and each fact that went, without the data saying why: with what to type. */
export function unexplained(
  { changes }: Changes,
  written: Pick<WrittenFacts, 'where'>,
  today: IsoDate,
): Problem[] {
  return changes.flatMap((change): Problem[] => {
    const fail = (where: string, message: string, tip: string): Problem[] => [
      { level: 'error', where, message, tip, rule: CHANGED_CLAIMS_ARE_EXPLAINED },
    ];
    switch (change.kind) {
      case 'unexplained': {
        const entry = `corrections: [{ on: ${today}, was: ${JSON.stringify(change.was)}, why: "…" }]`;
        const message = `the claim of ${change.id} changed, and nothing says why`;
        return fail(
          written.where('fact', change.id, ['claim']),
          message,
          `Write ${entry} and the reason; newest first.`,
        );
      }
      case 'gone': {
        if (change.retired) return [];
        const tip = `Put it back with status: withdrawn and corrections: [{ on: ${today}, was: its claim, why: "…" }].`;
        return fail(
          written.where('fact', change.id),
          `${change.id} is gone, and posted cards still name it`,
          tip,
        );
      }
      default:
        return [];
    }
  });
}

/** Where a changelog begins and ends, as a title says it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

interface Style {
  readonly title: (text: string) => string;
  readonly section: (text: string) => string;
  readonly text: (text: string) => string;
  readonly id: (text: string) => string;
}

const PLAIN: Style = {
  title: (text) => text,
  section: (text) => text,
  text: (text) => text,
  id: (text) => text,
};
const MARKDOWN: Style = {
  title: (text) => `# ${escaped(text)}`,
  section: (text) => `## ${text}\n`,
  text: escaped,
  id: (text) => `\`${text.replace(/[^a-z0-9./-]/gi, '')}\``,
};

/** A text of the base as Markdown that shows it as it is. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/&/g, '&amp;');
}

const SECTIONS: readonly (readonly [title: string, kinds: readonly Change['kind'][]])[] = [
  ['Corrected', ['corrected', 'unexplained']],
  ['Withdrawn', ['withdrawn', 'gone']],
  ['Replaced by a newer fact', ['superseded']],
  ['Disputed, or standing again', ['contested', 'restored']],
  ['Added', ['pack', 'added']],
  ['What is shown with a claim', ['detailed']],
  ['Sources', ['source']],
  ['Listings', ['listing']],
];

/** What changed, to be published: plain text, or Markdown. */
export function formatChangelog(changes: Changes, { from, to }: Span, markdown = false): string {
  const style = markdown ? MARKDOWN : PLAIN;
  const sections = SECTIONS.flatMap(([title, kinds]) => {
    const own = changes.changes.filter(({ kind }) => kinds.includes(kind));
    return own.length === 0
      ? []
      : [[style.section(`${title} (${own.length})`), ...own.map((one) => item(one, style))].join('\n')];
  });
  const numbers = inNumbers(changes);
  const rest = numbers === '' ? [] : [numbers];
  const body =
    sections.length + rest.length === 0 ? ['Nothing that a reader would see.'] : [...sections, ...rest];
  return [style.title(`Facts: what changed from ${from} to ${to}`), ...body].join('\n\n');
}

function item(change: Change, { text, id }: Style): string {
  const lines = (first: string, more: readonly string[]): string =>
    [`- ${first}`, ...more.map((line) => `  - ${line}`)].join('\n');
  const because = (why: string | undefined, on: IsoDate | undefined): string =>
    `why: ${why === undefined ? 'not said' : text(why)}${on === undefined ? '' : ` (${sayDate(on, 'en')})`}`;
  switch (change.kind) {
    case 'added':
      return `- ${id(change.id)}: ${text(change.claim)}`;
    case 'corrected':
    case 'unexplained':
      return lines(id(change.id), [
        `was: ${text(change.was)}`,
        `now: ${text(change.now)}`,
        because(change.why, change.on),
      ]);
    case 'withdrawn':
    case 'superseded':
      return lines(id(change.id), [`said: ${text(change.claim)}`, because(change.why, change.on)]);
    case 'contested':
      return lines(`${id(change.id)}: sources disagree`, [text(change.claim)]);
    case 'restored':
      return lines(`${id(change.id)}: stands again`, [text(change.claim), because(change.why, change.on)]);
    case 'gone':
      return lines(`${id(change.id)}: no longer in the base`, [`said: ${text(change.claim)}`]);
    case 'detailed':
      return lines(
        id(change.id),
        change.parts.map(
          ({ name, was, now }) =>
            `${name}: ${was === '' ? 'none' : text(was)} → ${now === '' ? 'none' : text(now)}`,
        ),
      );
    case 'source':
      return `- ${text(change.title)} (${id(change.id)}): ${text(change.what)}`;
    case 'listing':
      return `- ${text(change.what)}`;
    case 'pack':
      return `- ${change.what === 'added' ? 'A new pack' : 'No longer served'}: ${text(change.pack)}`;
  }
}

function inNumbers({ wordings, translations }: Changes): string {
  const told = [
    [wordings.added, 'ways to ask were added'],
    [wordings.gone, 'ways to ask were taken out'],
    [translations.added, 'claims were worded in another language'],
    [translations.changed, 'such wordings changed'],
  ] as const;
  const said = told.flatMap(([many, what]) => (many === 0 ? [] : [`${what}: ${many}`]));
  return said.length === 0 ? '' : `In numbers: ${said.join('; ')}.`;
}
