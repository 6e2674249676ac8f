import { isDeepStrictEqual } from 'node:util';
import { sayDate } from '../../src/core/dates.ts';
import type { Fact, FactBase, FactId, IsoDate } from '../../src/core/fact.ts';
import type { WrittenFacts } from '../../src/facts/join.ts';
import type { Problem } from '../../src/facts/problems.ts';

/** What a reader of the base would see, in the order in which a changelog has it. */
const SECTIONS = {
  corrected: 'Corrected',
  withdrawn: 'Withdrawn',
  superseded: 'Replaced by a newer fact',
  contested: 'Disputed',
  stands: 'Standing again',
  added: 'Added',
  detailed: 'What is shown with a claim',
  listings: 'Listings',
} as const;

/** One thing that changed, and what of it. */
export interface Change {
  readonly kind: keyof typeof SECTIONS;
  readonly id: string;
  readonly lines: readonly (readonly [label: string, text: string])[];
  /** The old claim of a fact that changed, or went, without the data saying why: a mistake of its author's. */
  readonly unexplained?: string;
}

/** What changed for readers between two bases. Pure. */
export function changesBetween(before: FactBase, after: FactBase): readonly Change[] {
  const listed = ({ listings }: FactBase) => new Map(listings.map((one) => [one.id, one]));
  return [
    ...compared(before.facts, after.facts, ofFact),
    ...compared(listed(before), listed(after), (one, other, id) => {
      if (isDeepStrictEqual(one, other)) return [];
      const what = !one ? 'added' : other ? 'changed' : 'taken out';
      return [{ kind: 'listings', id, lines: [['', what]] }];
    }),
  ].filter(({ lines }) => lines.length > 0);
}

function compared<Key extends string, Thing>(
  before: ReadonlyMap<Key, Thing>,
  after: ReadonlyMap<Key, Thing>,
  changesOf: (one: Thing | undefined, other: Thing | undefined, id: Key) => readonly Change[],
): readonly Change[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.flatMap((id) => changesOf(before.get(id), after.get(id), id));
}

/** What a fact says in its pack's first language. */
export const claimOf = (fact: Fact | undefined): string => firstOf(fact)?.claim ?? '';
const firstOf = (fact: Fact | undefined) => [...(fact?.wordings.values() ?? [])][0];

function ofFact(one: Fact | undefined, other: Fact | undefined, id: FactId): readonly Change[] {
  const [was, now] = [claimOf(one), claimOf(other)];
  if (!other) {
    const lines = [
      ['said', was],
      ['why', 'not said'],
    ] as const;
    return [{ kind: 'withdrawn', id, lines, unexplained: was }];
  }
  if (!one) return other.status === 'withdrawn' ? [] : [{ kind: 'added', id, lines: [['', now]] }];
  const isKnown = (entry: unknown) => one.corrections.some((known) => isDeepStrictEqual(known, entry));
  const reason = other.corrections.find((entry) => entry.was === was && !isKnown(entry));
  const why = ['why', reason ? `${reason.why} (${sayDate(reason.on, 'en')})` : 'not said'] as const;
  const changes: Change[] = [];
  if (one.status !== other.status)
    changes.push({
      kind: other.status,
      id,
      lines: [['said', was], ...(other.status === 'contested' ? [] : [why])],
    });
  if (was !== now && other.status !== 'withdrawn') {
    const lines = [['was', was], ['now', now], why] as const;
    changes.push({ kind: 'corrected', id, lines, ...(!reason && { unexplained: was }) });
  }
  return [...changes, { kind: 'detailed', id, lines: changedParts(one, other) }];
}

/** Keys of what an answer shows beside the claim that are not as they were. */
function changedParts(one: Fact, other: Fact): Change['lines'] {
  const part = (fact: Fact) => ({
    caveat: firstOf(fact)?.caveat,
    cites: fact.cites,
    amount: fact.amount,
    period: fact.period,
    reply: fact.reply,
    disagreesWith: fact.disagreesWith,
    translations: [...fact.wordings].slice(1).map(([tag, { claim }]) => [tag, claim]),
  });
  const [was, now] = [Object.entries(part(one)), new Map<string, unknown>(Object.entries(part(other)))];
  const keys = was.flatMap(([key, value]) => (isDeepStrictEqual(value, now.get(key)) ? [] : [key]));
  return keys.length === 0 ? [] : [['changed', keys.join(', ')]];
}

export const CHANGED_CLAIMS_ARE_EXPLAINED = {
  name: 'changed-claims-are-explained',
  why: 'Whoever repeated a claim must be able to see that it changed, from what, and why.',
} as const;

/** An error for each claim that changed, and each fact that went, without the data saying why: with what to type. A pack
    may give an id up for good (`retired`). */
export function unexplained(
  changes: readonly Change[],
  { where, retired }: Pick<WrittenFacts, 'where' | 'retired'>,
  today: IsoDate,
): readonly Problem[] {
  return changes.flatMap(({ kind, id, unexplained: was }): Problem[] => {
    if (was === undefined || retired.some((one) => one.id === id)) return [];
    const entry = `corrections: [{ on: ${today}, was: ${JSON.stringify(was)}, why: "…" }]`;
    const isGone = kind === 'withdrawn';
    return [
      {
        level: 'error',
        where: where('fact', id, isGone ? [] : ['claim']),
        message: isGone
          ? `${id} is gone, and posted cards still name it`
          : `the claim of ${id} changed, and nothing says why`,
        tip: isGone
          ? `Put it back with status: withdrawn and ${entry}.`
          : `Write ${entry} and the reason; newest first.`,
        rule: CHANGED_CLAIMS_ARE_EXPLAINED,
      },
    ];
  });
}

/** A text of the base as Markdown that shows it as it is. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/&/g, '&amp;');
}

/** What changed as Markdown, to be published. */
export function formatChanges(changes: readonly Change[], title: string): string {
  const item = ({ id, lines }: Change): string => {
    const [first, ...more] = lines.map(([label, said]) => `${label && `${label}: `}${escaped(said)}`);
    return lines.length === 1 ? `- \`${id}\`: ${first}` : [`- \`${id}\``, first, ...more].join('\n  - ');
  };
  const sections = Object.entries(SECTIONS).flatMap(([kind, name]) => {
    const own = changes.filter((one) => one.kind === kind);
    return own.length === 0 ? [] : [`## ${name} (${own.length})\n\n${own.map(item).join('\n')}`];
  });
  const all = sections.length > 0 ? sections : ['Nothing that a reader would see.'];
  return [`# ${escaped(title)}`, ...all].join('\n\n');
}
