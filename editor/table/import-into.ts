import type { z } from 'zod';
import { factRecord } from '../../site/fact-record.ts';
import type { Fact } from '../../src/core/fact.ts';
import { nearest } from '../../src/facts/nearest.ts';
import { entitySchema } from '../../src/facts/schema/entity.ts';
import { explain } from '../../src/facts/schema/explain.ts';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { sourceSchema } from '../../src/facts/schema/source.ts';
import { markWording } from '../lint/mark-wording.ts';
import {
  type EntityInput,
  type FactInput,
  factText,
  type SourceInput,
  type WordingInput,
} from '../write/entry-text.ts';
import { type Proposal, type Proposed, tryOut } from '../write/proposal.ts';
import type { Blamed, Workspace } from '../write/workspace.ts';
import type { Incoming, IncomingFact, Refusal } from './incoming.ts';

/** What can be taken from a file, and what can not. */
export interface Importing {
  readonly proposal: Proposal;
  readonly refused: readonly Refusal[];
  readonly notes: readonly string[];
}

interface Taken {
  entities: readonly Proposed<EntityInput>[];
  sources: readonly Proposed<SourceInput>[];
  facts: (Proposed<FactInput> & { readonly topic: string })[];
  wordings: (Proposed<WordingInput> & { readonly topic: string; readonly language: string })[];
}

/** Sorts what a file holds: what the schemas, loading and every rule let through is proposed, all else is refused with its
    place and what to type. What the base holds already stays as it is. Writes nothing. */
export function importInto(incoming: Incoming, pack: string, workspace: Workspace): Importing {
  const { base } = workspace.written;
  const refused: Refusal[] = [...incoming.refused];
  const notes: string[] = [...incoming.notes];
  const head = [...base.packs.values()].find(({ id }) => id === pack);
  const first = head?.languages[0] ?? 'en';
  const topics = new Set<string>(head?.topics.map(({ id }) => id));
  const taken: Taken = { entities: [], sources: [], facts: [], wordings: [] };
  const knownSources = new Map<string, unknown>(base.sources);
  const knownEntities = new Set<string>(base.entities.keys());
  const facts = new Map<string, Fact>(base.facts);
  let same = 0;
  taken.entities = incoming.entities
    .filter(({ value }) => !knownEntities.has(String(value['id'])))
    .flatMap((one) => sound(one, entitySchema, refused));
  taken.sources = incoming.sources
    .filter(({ value, where }) => {
      const known = knownSources.get(String(value['id']));
      if (known !== undefined && !agrees(value, known)) {
        notes.push(
          `${where([])}: the source ${String(value['id'])} is in the base already and stays as it is there.`,
        );
      }
      return known === undefined;
    })
    .flatMap((one) => sound(one, sourceSchema, refused));
  for (const one of incoming.facts) {
    const topic = one.topic;
    const known = facts.get(one.id);
    if (known && says(one, known, first)) same += 1;
    else if (known) {
      const tip =
        'An import changes no fact. Edit it in data/packs, with a correction, or give this one an id of its own.';
      refused.push({ where: one.where(['id']), message: `${one.id} is in the base already`, tip });
    } else if (typeof topic !== 'string' || !topics.has(topic)) {
      refused.push({ where: one.where(['topic']), ...noTopic(topic, pack, topics) });
    } else takeFact(one, topic, first, taken, refused);
  }
  if (same > 0)
    notes.push(`${same} of the facts are in the base already, word for word; they stay as they are.`);
  return settle(taken, pack, workspace, refused, notes);
}

/** Whether an incoming fact tells what a known one does, in the pack's first language. */
function says(one: IncomingFact, known: Fact, first: string): boolean {
  const own = one.wordings.find(({ language }) => language === first);
  const read = factSchema.safeParse({ ...own?.value, ...one.value });
  const { wordings, ...rest } = factRecord(known);
  const held = factSchema.safeParse(withoutPlace({ ...rest, ...wordings[first] }));
  return (
    read.success && held.success && one.topic === known.topic && factText(read.data) === factText(held.data)
  );
}

function withoutPlace({
  pack: _,
  topic: __,
  ...rest
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return rest;
}

function takeFact(one: IncomingFact, topic: string, first: string, taken: Taken, refused: Refusal[]): void {
  const own = one.wordings.find(({ language }) => language === first);
  const [fact] = sound({ value: { ...own?.value, ...one.value }, where: one.where }, factSchema, refused);
  if (!fact) return;
  taken.facts.push({ ...fact, topic });
  const others = one.wordings.filter((other) => other !== own);
  for (const { language, value, where } of others) {
    const whole = { id: one.id, of: markWording(fact.value), ...value };
    const [wording] = sound({ value: whole, where }, wordingSchema, refused);
    if (wording) taken.wordings.push({ ...wording, topic, language });
  }
}

/** Takes out what is wrong, until nothing is: a fact goes with the source that it rests on. */
function settle(
  taken: Taken,
  pack: string,
  workspace: Workspace,
  refused: Refusal[],
  notes: string[],
): Importing {
  for (;;) {
    const owners = new Map<string, string>();
    const told =
      <Input extends { readonly id: string }>(kind: string) =>
      (one: Proposed<Input>): Proposed<Input> => ({
        value: one.value,
        where(path) {
          const place = one.where(path);
          owners.set(place, `${kind} ${one.value.id}`);
          return place;
        },
      });
    const proposal: Proposal = {
      pack,
      entities: taken.entities.map(told('entity')),
      sources: taken.sources.map(told('source')),
      facts: taken.facts.map((one) => ({ ...told<FactInput>('fact')(one), topic: one.topic })),
      wordings: taken.wordings.map((one) => ({
        ...told<WordingInput>(`wording ${one.language}`)(one),
        topic: one.topic,
        language: one.language,
      })),
    };
    const errors = tryOut(proposal, workspace).filter(({ level }) => level === 'error');
    if (errors.length === 0) return { proposal, refused, notes };
    const blamed = new Set(errors.flatMap((error) => ownersOf(error, owners)));
    const idle = errors.filter(({ rule }) => rule?.name === 'sources-are-used');
    if (idle.length > 0) {
      const ids = idle.map(({ about = '' }) => about).join(', ');
      notes.push(`Left out, since no fact that is taken rests on them: the sources ${ids}.`);
    }
    const unsound = errors.filter(({ rule }) => rule?.name !== 'sources-are-used');
    for (const error of unsound) refused.push(refusalOf(error));
    const kept = <Item extends Proposed<{ readonly id: string }>>(
      kind: string,
      items: readonly Item[],
    ): Item[] => (blamed.size === 0 ? [] : items.filter(({ value }) => !blamed.has(`${kind} ${value.id}`)));
    taken = {
      entities: kept('entity', taken.entities),
      sources: kept('source', taken.sources),
      facts: kept('fact', taken.facts),
      wordings: taken.wordings.filter(
        ({ value, language }) =>
          !blamed.has(`wording ${language} ${value.id}`) && !blamed.has(`fact ${value.id}`),
      ),
    };
  }
}

function ownersOf({ where, about }: Blamed, owners: ReadonlyMap<string, string>): readonly string[] {
  const owner = owners.get(where);
  if (owner !== undefined) return [owner];
  return about === undefined ? [] : [`fact ${about}`, `source ${about}`, `entity ${about}`];
}

function refusalOf({ where, message, tip, rule }: Blamed): Refusal {
  return { where, message: rule ? `${message} [${rule.name}]` : message, ...(tip !== undefined && { tip }) };
}

function sound<Schema extends z.ZodObject>(
  { value, where }: Proposed<Readonly<Record<string, unknown>>>,
  schema: Schema,
  refused: Refusal[],
): readonly Proposed<z.output<Schema>>[] {
  const read = schema.safeParse(value);
  if (read.success) return [{ value: read.data, where }];
  for (const { path, message, tip } of explain(read.error.issues, value, Object.keys(schema.shape))) {
    refused.push({ where: where(path), message, ...(tip !== undefined && { tip }) });
  }
  return [];
}

/** Whether what is told of a source says nothing else than what is known of it. */
function agrees(value: Readonly<Record<string, unknown>>, known: unknown): boolean {
  return Object.entries(value).every(
    ([key, told]) =>
      JSON.stringify(told) === JSON.stringify(Reflect.get(Object(known), key)) ||
      (Array.isArray(told) && told.length === 0),
  );
}

function noTopic(topic: unknown, pack: string, topics: ReadonlySet<string>): Omit<Refusal, 'where'> {
  const message = typeof topic === 'string' ? `${pack} has no topic ${topic}` : 'topic is missing';
  const meant = typeof topic === 'string' ? nearest(topic, topics) : undefined;
  const tip = meant
    ? `Did you mean ${meant}?`
    : `Write one of ${[...topics].join(', ')}, or add it to topics in pack.yaml.`;
  return { message, tip };
}
