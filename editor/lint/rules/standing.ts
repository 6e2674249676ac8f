import type { EntityKind, Fact, FactBase, IsoDate, SourceId } from '../../../src/core/fact.ts';
import type { Disagreement } from '../../../src/facts/join.ts';
import { firstDay, lastDay } from '../../../src/facts/schema/values.ts';
import type { Found, Rule } from '../rule.ts';
import { isAttributed } from './claims.ts';

export const STANDING_RULES: readonly Rule[] = [
  {
    name: 'dates-make-sense',
    why: 'A date that can not be right makes a reader doubt the claim beside it.',
    *check({ base }, today) {
      for (const [at, key, day] of daysOf(base)) {
        if (day <= today) continue;
        yield { at, message: `${key} ${day} is still to come`, tip: `Write ${today} or an earlier day.` };
      }
      for (const { id, period, asOf, reviewBy } of base.facts.values()) {
        if (period?.to !== undefined && lastDay(period.to) < firstDay(period.from)) {
          yield {
            at: ['fact', id, 'period'],
            message: `the period ends (${period.to}) before it begins (${period.from})`,
            tip: `Write period: { from: ${period.to}, to: ${period.from} }.`,
          };
        }
        if (period && asOf < firstDay(period.from)) {
          const tip = `Write asOf: and the day its source was published, ${firstDay(period.from)} or later.`;
          yield { at: ['fact', id, 'asOf'], message: `asOf ${asOf} is before the period begins (${period.from})`, tip };
        }
        if (reviewBy <= asOf) {
          const tip = 'Write reviewBy: and a day in two years for something past, in half a year for what may change.';
          yield { at: ['fact', id, 'reviewBy'], message: `reviewBy ${reviewBy} is not after asOf ${asOf}`, tip };
        }
      }
      for (const { id, published, validAsOf, accessed } of base.sources.values()) {
        for (const [key, date] of Object.entries({ published, validAsOf })) {
          if (date === undefined || firstDay(date) <= accessed) continue;
          const tip = `Write accessed: ${today} if you have just opened it; else mend ${key}.`;
          yield { at: ['source', id, key], message: `${key} ${date} is after accessed ${accessed}`, tip };
        }
      }
      for (const { id, since, ended, asOf } of base.listings) {
        for (const [key, date] of Object.entries({ since, ended })) {
          if (date === undefined || firstDay(date) <= asOf) continue;
          const tip = `Write ${key}: ${asOf} or earlier.`;
          yield { at: ['listing', id, key], message: `${key} ${date} is after asOf ${asOf}`, tip };
        }
      }
    },
  },
  {
    name: 'reviews-are-due',
    why: 'After its review date a fact is shown as possibly out of date until somebody looks again.',
    level: 'warning',
    *check({ base }, today) {
      for (const { id, reviewBy, status } of base.facts.values()) {
        if (reviewBy >= today || status === 'withdrawn' || status === 'superseded') continue;
        const tip = 'Open its sources, correct the claim or its asOf, and set a new reviewBy.';
        yield { at: ['fact', id, 'reviewBy'], message: `${id} was to be looked at by ${reviewBy}`, tip };
      }
    },
  },
  {
    name: 'allegations-are-answered',
    why: 'What is said about a company is never shown without what the company says to it, or that nothing was found and when.',
    *check({ base: { facts, entities } }) {
      const namings = new Set(
        [...entities.values()].flatMap(({ kind, definedBy }) => (NAMED.has(kind) ? [definedBy] : [])),
      );
      for (const { id, kind, weight, about, reply } of facts.values()) {
        if (weight < 2 || !ALLEGING.has(kind) || reply !== undefined || namings.has(id)) continue;
        const company = about.find((entity) => entities.get(entity)?.kind === 'company');
        if (company === undefined) continue;
        const tip = 'Write reply: { facts: [its own words] }, or { noneFound: the day somebody looked }.';
        yield { at: ['fact', id], message: `${id} says something about ${company} without its reply`, tip };
      }
    },
  },
  {
    name: 'corrections-are-complete',
    why: 'Whoever repeated the old wording must see what it was, what it is now and why, and find the newer fact.',
    *check({ base: { facts } }) {
      const ids = new Set<string>(facts.keys());
      for (const { id, status, wordings, corrections } of facts.values()) {
        const [wording] = wordings.values();
        const counts = status === 'stands' || status === 'contested';
        for (const [index, { was, why }] of corrections.entries()) {
          if (counts && was === wording?.claim) {
            const tip = 'Write in was: what the claim said before, and in claim: what it says now.';
            yield { at: ['fact', id, 'corrections', index, 'was'], message: `${id} was corrected to what it was`, tip };
          }
          if (why.split(/\s+/).length < 3 || !/[.!?]["”’»)]?$/u.test(why)) {
            yield {
              at: ['fact', id, 'corrections', index, 'why'],
              message: `a correction of ${id} does not say why in a sentence`,
              tip: 'Write why: as a sentence, such as "The minutes speak of a plan."',
            };
          }
        }
        // What replaces a fact is named by its id in the newest reason, where readers of the old card are told it.
        const [newest] = corrections;
        if (status !== 'superseded' || !newest) continue;
        const named = newest.why.match(/[a-z0-9-]+\.[a-z0-9-]+/g) ?? [];
        if (named.some((one) => one !== id && ids.has(one))) continue;
        yield {
          at: ['fact', id, 'corrections', 0, 'why'],
          message: `${id} is superseded, and its reason names no newer fact`,
          tip: 'Write why: "Replaced by …" with the id of the newer fact, or status: withdrawn where there is none.',
        };
      }
    },
  },
  {
    name: 'disagreements-are-shown',
    why: 'Where sources differ or are loose, a reader has to see it beside the claim; a list of such places alone helps nobody.',
    *check({ base, disagreements }) {
      for (const { id, place, shown, sources, facts: ids } of disagreements) {
        const facts = ids.flatMap((one) => base.facts.get(one) ?? []);
        for (const [index, way] of shown.entries()) {
          const { isShown, missing, todo } = WAYS[way];
          if (isShown(facts, sources, base)) continue;
          const [one = 'a fact', other = 'the other'] = way === 'note' ? sources : ids;
          yield {
            at: ['disagreement', id, 'shown', index],
            message: `place ${place} is not shown by ${way}: ${missing}`,
            tip: `${todo(one, other)}, or take ${way} out of shown.`,
          };
        }
      }
    },
  },
];

/** Every day on which somebody did or saw something: none of them can be tomorrow. */
function* daysOf(base: FactBase): Iterable<readonly [at: Found['at'], key: string, day: IsoDate]> {
  for (const { id, asOf, corrections, reply } of base.facts.values()) {
    yield [['fact', id, 'asOf'], 'asOf', asOf];
    for (const [index, { on }] of corrections.entries())
      yield [['fact', id, 'corrections', index, 'on'], 'a correction of', on];
    if (reply && 'noneFound' in reply) yield [['fact', id, 'reply'], 'noneFound', reply.noneFound];
  }
  for (const { id, accessed } of base.sources.values()) yield [['source', id, 'accessed'], 'accessed', accessed];
  for (const { id, asOf } of base.listings) yield [['listing', id, 'asOf'], 'asOf', asOf];
  for (const { id, readTo } of base.packs.values()) yield [['pack', id, 'readTo'], 'readTo', readTo];
}

const ALLEGING: ReadonlySet<string> = new Set(['finding', 'report', 'letter']);
/** What says which firm this is or whose brand alleges nothing. */
const NAMED: ReadonlySet<EntityKind> = new Set(['company', 'brand']);

type Way = {
  isShown(facts: readonly Fact[], sources: readonly SourceId[], base: FactBase): boolean;
  readonly missing: string;
  todo(one: string, other: string): string;
};
const WAYS: Readonly<Record<Disagreement['shown'][number], Way>> = {
  disagreesWith: {
    isShown: (facts) => facts.some((one) => facts.some(({ id }) => one.disagreesWith.includes(id))),
    missing: 'no two of its facts name each other in disagreesWith',
    todo: (one, other) => `Write disagreesWith: [${other}] in ${one}`,
  },
  caveat: {
    isShown: (facts) => facts.some(({ wordings }) => [...wordings.values()][0]?.caveat !== undefined),
    missing: 'none of its facts has a caveat',
    todo: (one) => `Write caveat: in ${one}`,
  },
  attribution: {
    isShown: (facts, _, base) => facts.length > 0 && facts.every((fact) => isAttributed(fact, base)),
    missing: 'not all of its facts name who says so',
    todo: (one) => `Name who says so in the claim of ${one}`,
  },
  note: {
    isShown: (_, sources, base) => sources.some((id) => base.sources.get(id)?.note !== undefined),
    missing: 'none of its sources has a note',
    todo: (one) => `Write note: in ${one}`,
  },
};
