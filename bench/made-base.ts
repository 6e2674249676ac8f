import { chanceOf } from '../editor/evaluation/perturb.ts';
import type { Entity, EntityId, Fact, FactBase, FactId, Pack, PackId, Source, SourceId, Wording } from '../src/core/fact.ts';
import { fold } from '../src/core/text.ts';
import { madeDocs } from './retrieval/made.ts';

/* A base of any size that is like the real one: about as many wordings a fact, claims and caveats as long, cites, replies
   to nobody. The wordings of one fact share words of their own, drawn by Zipf's law, so that a fact can be told from
   its neighbours and the vocabulary grows as it does in real text. Every fourth fact is worded in Spanish too. */

const PER_PACK = 50;
const PER_SOURCE = 2;
const WORDINGS = 18;
const OWN_WORDS = 8;
const SPANISH = 4;

/** So many facts, always the same ones for the same base. */
export function madeBase(base: FactBase, count: number): FactBase {
  const patterns = [...base.facts.values()].filter(({ status }) => status === 'stands');
  const [pack] = base.packs.values();
  const [source] = base.sources.values();
  const [company] = [...base.entities.values()].filter(({ kind }) => kind === 'company');
  if (!pack || !source || !company) throw new Error('made base: the real base is empty');
  const english = wordingsOf(patterns, 'en');
  const spanish = wordingsOf(patterns, 'es');
  const drawn = madeDocs(
    english.flatMap(({ questions }) => questions),
    Math.ceil((count * OWN_WORDS) / 15),
  ).flatMap(({ text }) => text.split(' '));
  const chance = chanceOf('a made base');
  const packs = new Map<PackId, Pack>();
  const entities = new Map<EntityId, Entity>();
  const sources = new Map<SourceId, Source>();
  const facts = new Map<FactId, Fact>();
  for (let at = 0; at < count; at++) {
    const inPack = Math.floor(at / PER_PACK);
    const slug = `made-${inPack}`;
    const own = Array.from({ length: OWN_WORDS }, (_, nth) => drawn[at * OWN_WORDS + nth] ?? `word${at}`);
    if (at % PER_PACK === 0) {
      const name = `${titled(own[0])} ${titled(own[1])} ${inPack}`;
      entities.set(entityId(slug), {
        ...company,
        id: entityId(slug),
        name,
        aliases: [`${name} Inc`],
        definedBy: factId(`${slug}.fact-${at}`),
      });
      packs.set(packId(slug), { ...pack, id: packId(slug), title: name, company: entityId(slug) });
    }
    const entity = entities.get(entityId(slug));
    const paper = sourceId(`paper-${Math.floor(at / PER_SOURCE)}`);
    sources.set(paper, {
      ...source,
      id: paper,
      title: own.join(' '),
      publisher: `The ${titled(own[2])} Post`,
      url: `https://post.example.org/${paper}`,
    });
    const wordings = new Map<string, Wording>([['en', said(english, own, entity?.name ?? '', at, chance)]]);
    if (at % SPANISH === 0) wordings.set('es', said(spanish, own, entity?.name ?? '', at, chance));
    const like = patterns[at % patterns.length];
    if (!like) continue;
    const { reply: _, ...plain } = like;
    const id = factId(`${slug}.fact-${at}`);
    const topic = pack.topics[at % pack.topics.length]?.id ?? like.topic;
    facts.set(id, {
      ...plain,
      id,
      pack: packId(slug),
      topic,
      about: [entityId(slug)],
      wordings,
      cites: [{ source: paper, locator: `p. ${at % 90}` }],
      disagreesWith: [],
    });
  }
  return { packs, facts, sources, entities, listings: [] };
}

/** A wording with a fact's own words in every third place. */
function said(
  all: readonly Wording[],
  own: readonly string[],
  name: string,
  at: number,
  chance: () => number,
): Wording {
  const like = all[at % all.length] ?? { claim: '', questions: [] };
  const many =
    all === undefined ? [] : Array.from({ length: 5 }, (_, nth) => all[(at + nth * 7) % all.length]);
  const texts = many.flatMap((one) => one?.questions ?? []);
  const questions = Array.from({ length: WORDINGS }, (_, nth) =>
    other(texts[(nth * 5) % Math.max(1, texts.length)] ?? '', own, Math.floor(chance() * OWN_WORDS)).slice(
      0,
      100,
    ),
  );
  return {
    ...like,
    claim: other(like.claim.slice(0, 380), own, 0),
    questions: [`What of ${name}, ${own.slice(0, 3).join(' ')}?`, ...new Set(questions.filter(Boolean))],
  };
}

function other(text: string, own: readonly string[], from: number): string {
  return text
    .split(' ')
    .map((word, place) => (place % 3 === 2 ? (own[(from + place) % own.length] ?? word) : word))
    .join(' ');
}

function wordingsOf(facts: readonly Fact[], language: string): readonly Wording[] {
  return facts.flatMap(({ wordings }) => wordings.get(language) ?? []);
}

function titled(word = ''): string {
  return fold(word).charAt(0).toUpperCase() + fold(word).slice(1);
}

const isId = (_value: string): _value is FactId & SourceId & EntityId & PackId => true;

function idOf(text: string): FactId & SourceId & EntityId & PackId {
  if (!isId(text)) throw new Error('made base: no id');
  return text;
}

const factId = (text: string): FactId => idOf(text);
const sourceId = (text: string): SourceId => idOf(text);
const entityId = (text: string): EntityId => idOf(text);
const packId = (text: string): PackId => idOf(text);
