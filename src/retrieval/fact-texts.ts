import type { Entity, Fact, FactBase, LanguageTag } from '../core/fact.ts';
import { fold } from '../core/text.ts';
import type { Field } from './text-index.ts';

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

/** One of the texts that a fact is found by. */
export interface FactText {
  readonly field: Field;
  readonly text: string;
  /** Its language. */
  readonly tag: LanguageTag;
}

/** All text that a fact is found by: each question by itself and first, then what else is of one kind and language as one
    text. */
export function textsOf(fact: Fact, facts: FactBase): readonly FactText[] {
  const questions: FactText[] = [];
  const others = new Map<string, FactText>();
  const add = (field: Field, text: string, tag: LanguageTag): void => {
    const before = others.get(`${field} ${tag}`);
    // Parted by a line, so that no sentence goes on in the next text.
    others.set(`${field} ${tag}`, { field, tag, text: before ? `${before.text}\n${text}` : text });
  };
  for (const [tag, wording] of fact.wordings) {
    for (const text of wording.questions) questions.push({ field: 'question', text, tag });
    add('text', wording.claim, tag);
    if (wording.caveat) add('caveat', wording.caveat, tag);
    if (wording.note) add('caveat', wording.note, tag);
  }
  const pack = facts.packs.get(fact.pack);
  const tag = pack?.languages[0] ?? 'en';
  for (const id of fact.about) {
    const entity = facts.entities.get(id);
    if (entity) add('title', [entity.name, ...entity.aliases].join(' '), tag);
  }
  const topic = pack?.topics.find((one) => one.id === fact.topic);
  if (topic) add('aside', [topic.titles.get(tag) ?? '', ...topic.aliases].join(' '), tag);
  for (const cite of fact.cites) {
    const source = facts.sources.get(cite.source);
    if (source) add('aside', [source.publisher, source.author ?? ''].join(' '), tag);
    if (cite.quote) add('text', cite.quote, tag);
  }
  return [...questions, ...others.values()];
}
