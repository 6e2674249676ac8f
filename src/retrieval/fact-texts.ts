import type { Entity, Fact, FactBase, LanguageTag, Source } from '../core/fact.ts';
import { fold } from '../core/text.ts';

/** Every spelling of an entity's name, folded: whole, without what stands in brackets, and what stands in them. */
export function spellings(entity: Entity): readonly string[] {
  const inBrackets = [...entity.name.matchAll(/\(([^)]+)\)/g)].map((found) => found[1] ?? '');
  const outside = entity.name.replace(/\([^)]*\)/g, ' ');
  const all = [
    entity.name,
    outside,
    outside.replace(/^(the|u\.s\.|us) /i, ''),
    ...inBrackets,
    ...entity.aliases,
    entity.id,
  ];
  return [...new Set(all.map(fold).filter((name) => name !== ''))];
}

/** All text that a fact is found by, with what kind of field it is. */
export function textsOf(fact: Fact, facts: FactBase): readonly FactText[] {
  const texts: FactText[] = [];
  for (const [tag, wording] of fact.wordings) {
    for (const question of wording.questions) texts.push({ field: 'question', text: question, tag });
    texts.push({ field: 'claim', text: wording.claim, tag });
    if (wording.caveat) texts.push({ field: 'caveat', text: wording.caveat, tag });
  }
  const pack = facts.packs.get(fact.pack);
  const tag = pack?.languages[0] ?? 'en';
  for (const id of fact.about) {
    const entity = facts.entities.get(id);
    if (entity) texts.push({ field: 'name', text: [entity.name, ...entity.aliases].join(' '), tag });
  }
  const topic = pack?.topics.find((one) => one.id === fact.topic);
  if (topic)
    texts.push({ field: 'topic', text: [topic.titles.get(tag) ?? '', ...topic.aliases].join(' '), tag });
  for (const cite of fact.cites) {
    const source = facts.sources.get(cite.source);
    if (source) texts.push({ field: 'source', text: publisherOf(source), tag });
    if (cite.quote) texts.push({ field: 'claim', text: cite.quote, tag });
  }
  return texts;
}

/** One of the texts that a fact is found by. */
export interface FactText {
  readonly field: 'question' | 'claim' | 'caveat' | 'name' | 'topic' | 'source';
  readonly text: string;
  /** Its language. */
  readonly tag: LanguageTag;
}

function publisherOf(source: Source): string {
  return [source.publisher, source.author ?? ''].join(' ');
}
