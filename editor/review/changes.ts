import { isDeepStrictEqual } from 'node:util';
import type {
  Correction,
  Fact,
  FactBase,
  FactId,
  IsoDate,
  Listing,
  Pack,
  Source,
} from '../../src/core/fact.ts';

/** One thing that a reader of the base would see. `pack` is the title of the pack. */
export type Change =
  | { readonly kind: 'added'; readonly pack: string; readonly id: FactId; readonly claim: string }
  | (Reworded & { readonly kind: 'corrected' })
  /** A changed claim that the base does not explain: a mistake of its author's. */
  | (Reworded & { readonly kind: 'unexplained' })
  | {
      readonly kind: 'withdrawn' | 'superseded' | 'restored' | 'contested';
      readonly pack: string;
      readonly id: FactId;
      readonly claim: string;
      readonly why?: string;
      readonly on?: IsoDate;
    }
  /** Gone without a word; `retired` when the pack at least keeps its id from being used again. */
  | {
      readonly kind: 'gone';
      readonly pack: string;
      readonly id: FactId;
      readonly claim: string;
      readonly retired: boolean;
    }
  | { readonly kind: 'detailed'; readonly pack: string; readonly id: FactId; readonly parts: readonly Part[] }
  | { readonly kind: 'source'; readonly id: string; readonly title: string; readonly what: string }
  | { readonly kind: 'listing'; readonly pack: string; readonly id: string; readonly what: string }
  | { readonly kind: 'pack'; readonly pack: string; readonly what: 'added' | 'gone' };

interface Reworded {
  readonly pack: string;
  readonly id: FactId;
  readonly was: string;
  readonly now: string;
  readonly why?: string;
  readonly on?: IsoDate;
}

/** What else than the claim an answer shows. */
export interface Part {
  readonly name: string;
  readonly was: string;
  readonly now: string;
}

export interface Changes {
  readonly changes: readonly Change[];
  /** Ways to ask, and claims in other languages: too many to list. */
  readonly wordings: { readonly added: number; readonly gone: number };
  readonly translations: { readonly added: number; readonly changed: number };
}

/** What changed for readers between two bases: facts by id, then sources, listings and packs. Pure. `retired` holds the ids
    that the later base gives up. */
export function changesBetween(before: FactBase, after: FactBase, retired: ReadonlySet<string>): Changes {
  const ids = [...new Set([...before.facts.keys(), ...after.facts.keys()])].sort();
  const facts = ids.flatMap((id) =>
    ofFact(before.facts.get(id), after.facts.get(id), { before, after, retired }),
  );
  return {
    changes: [
      ...facts,
      ...compareAll(before.sources, after.sources, ofSource),
      ...compareAll(byId(before.listings), byId(after.listings), (one, other) =>
        ofListing(one, other, before, after),
      ),
      ...compareAll(before.packs, after.packs, ofPack),
    ],
    ...countWordings(before, after),
  };
}

interface Both {
  readonly before: FactBase;
  readonly after: FactBase;
  readonly retired: ReadonlySet<string>;
}

function ofFact(one: Fact | undefined, other: Fact | undefined, { before, after, retired }: Both): Change[] {
  if (!other) {
    if (!one) return [];
    const { id } = one;
    return [
      { kind: 'gone', pack: titleOf(one.pack, before), id, claim: claimOf(one), retired: retired.has(id) },
    ];
  }
  const base = { pack: titleOf(other.pack, after), id: other.id };
  const claim = claimOf(other);
  if (!one) return other.status === 'withdrawn' ? [] : [{ kind: 'added', ...base, claim }];
  return [
    ...ofStatus(one, other, base),
    ...ofClaim(one, other, base),
    ...ofParts(one, other, base, { before, after }),
  ];
}

function ofStatus(one: Fact, other: Fact, base: { pack: string; id: FactId }): Change[] {
  if (one.status === other.status) return [];
  const kind = other.status === 'stands' ? 'restored' : other.status;
  const explains = kind === 'withdrawn' || kind === 'superseded' || kind === 'restored';
  const reason = explains ? newReason(one, other) : undefined;
  return [{ kind, ...base, claim: claimOf(one), ...(reason && { why: reason.why, on: reason.on }) }];
}

function ofClaim(one: Fact, other: Fact, base: { pack: string; id: FactId }): Change[] {
  const [was, now] = [claimOf(one), claimOf(other)];
  if (was === now || other.status === 'withdrawn') return [];
  const reason = newReason(one, other);
  if (!reason) return [{ kind: 'unexplained', ...base, was, now }];
  return [{ kind: 'corrected', ...base, was, now, why: reason.why, on: reason.on }];
}

/** The newest entry that was not there before and that holds the old wording. */
function newReason(one: Fact, other: Fact): Correction | undefined {
  const fresh = other.corrections.filter(
    (entry) => !one.corrections.some((known) => isDeepStrictEqual(known, entry)),
  );
  return fresh.find(({ was }) => was === claimOf(one));
}

function ofParts(
  one: Fact,
  other: Fact,
  base: { pack: string; id: FactId },
  { before, after }: { before: FactBase; after: FactBase },
): Change[] {
  const told = (fact: Fact, facts: FactBase): readonly (readonly [name: string, text: string])[] => [
    ['what the source leaves open', firstWording(fact)?.caveat ?? ''],
    ['sources', fact.cites.map(({ source }) => facts.sources.get(source)?.title ?? source).join('; ')],
    ['figure', fact.amount ? `$${fact.amount.usd.toLocaleString('en')} (${fact.amount.nature})` : ''],
    ['when', fact.period ? [fact.period.from, fact.period.to].filter(Boolean).join(' to ') : ''],
    ['the company’s reply', sayReply(fact)],
    ['sources that say otherwise', fact.disagreesWith.join(', ')],
  ];
  const now = told(other, after);
  const parts = told(one, before).flatMap(([name, was], index): Part[] => {
    const [, is = ''] = now[index] ?? [];
    return was === is ? [] : [{ name, was, now: is }];
  });
  return parts.length === 0 ? [] : [{ kind: 'detailed', ...base, parts }];
}

function sayReply({ reply }: Fact): string {
  if (!reply) return '';
  return 'facts' in reply ? reply.facts.join(', ') : `none found, looked on ${reply.noneFound}`;
}

function ofSource(one: Source | undefined, other: Source | undefined): Change[] {
  const { id, title } = other ?? one ?? { id: '', title: '' };
  const tell = (what: string): Change => ({ kind: 'source', id, title, what });
  if (!one || !other) return [tell(other ? 'added' : 'no longer cited')];
  const moved =
    one.url === other.url
      ? []
      : [tell(`moved from ${one.url ?? 'no address'} to ${other.url ?? 'no address'}`)];
  const archived =
    other.archivedUrl !== undefined && one.archivedUrl === undefined ? [tell('has an archived copy')] : [];
  const read = one.read === other.read ? [] : [tell(`read: ${one.read} before, ${other.read} now`)];
  const known = (['title', 'publisher', 'author', 'published', 'interest'] as const).filter(
    (key) => one[key] !== other[key],
  );
  const said = known.map((key) =>
    tell(`${key}: ${one[key] ?? 'not given'} before, ${other[key] ?? 'not given'} now`),
  );
  return [...moved, ...archived, ...read, ...said];
}

function ofListing(
  one: Listing | undefined,
  other: Listing | undefined,
  before: FactBase,
  after: FactBase,
): Change[] {
  const listing = other ?? one;
  if (!listing) return [];
  const [facts, { company, by, id }] = [other ? after : before, listing];
  const name = (entity: typeof company) => facts.entities.get(entity)?.name ?? entity;
  const tell = (what: string): Change => ({ kind: 'listing', pack: titleOf(listing.pack, facts), id, what });
  if (!one) return [tell(`${name(by)} lists ${name(company)}: ${groundsOf(listing)}`)];
  if (!other) return [tell(`the listing of ${name(company)} by ${name(by)} was taken out`)];
  if (groundsOf(one) !== groundsOf(other))
    return [tell(`the grounds of ${name(by)}: ${groundsOf(one)} → ${groundsOf(other)}`)];
  const same =
    one.label === other.label && one.since === other.since && isDeepStrictEqual(one.cites, other.cites);
  return same ? [] : [tell(`the details of the listing of ${name(company)} by ${name(by)} changed`)];
}

function ofPack(one: Pack | undefined, other: Pack | undefined): Change[] {
  if (one && other) return [];
  const pack = (other ?? one)?.title ?? '';
  return [{ kind: 'pack', pack, what: other ? 'added' : 'gone' }];
}

function countWordings(before: FactBase, after: FactBase): Omit<Changes, 'changes'> {
  const ways = ({ facts }: FactBase) =>
    new Set(
      [...facts.values()].flatMap(({ id, wordings }) =>
        [...wordings.values()].flatMap(({ questions }) => questions.map((one) => `${id} ${one}`)),
      ),
    );
  const claims = ({ facts }: FactBase) =>
    new Map(
      [...facts.values()].flatMap(({ id, wordings }) =>
        [...wordings].slice(1).map(([tag, { claim }]) => [`${id} ${tag}`, claim] as const),
      ),
    );
  const [was, now, said, says] = [ways(before), ways(after), claims(before), claims(after)];
  return {
    wordings: {
      added: [...now].filter((one) => !was.has(one)).length,
      gone: [...was].filter((one) => !now.has(one)).length,
    },
    translations: {
      added: [...says.keys()].filter((key) => !said.has(key)).length,
      changed: [...says].filter(([key, claim]) => said.has(key) && said.get(key) !== claim).length,
    },
  };
}

function compareAll<Key, Thing>(
  before: ReadonlyMap<Key, Thing>,
  after: ReadonlyMap<Key, Thing>,
  tell: (one: Thing | undefined, other: Thing | undefined) => Change[],
): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .flatMap((key) => tell(before.get(key), after.get(key)));
}

const byId = (listings: readonly Listing[]) => new Map(listings.map((one) => [one.id, one]));
const firstWording = ({ wordings }: Fact) => [...wordings.values()][0];
/** What a fact says in its pack's first language. */
export const claimOf = (fact: Fact): string => firstWording(fact)?.claim ?? '';
const groundsOf = ({ grounds }: Listing): string => [...grounds.values()][0] ?? '';
const titleOf = (id: Pack['id'], { packs }: FactBase): string => packs.get(id)?.title ?? id;
