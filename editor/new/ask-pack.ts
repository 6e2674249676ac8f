import { existsSync } from 'node:fs';
import type { Entity } from '../../src/core/fact.ts';
import { fold } from '../../src/core/text.ts';
import type { EntityInput, PackInput } from '../write/entry-text.ts';
import { tryOut } from '../write/proposal.ts';
import { packFolder } from '../write/workspace.ts';
import { askEntity } from './ask-entity.ts';
import type { Asker } from './asker.ts';
import { type Growing, proposalOf, said, slugOf, wrongEntity } from './growing.ts';

/** Asks for a company that the base does not cover yet: its pack, its entity, its first topic. */
export async function askPack(asker: Asker, growing: Growing): Promise<void> {
  const { today, dir } = growing.workspace;
  const name = await asker.text('pack.name', {
    message: 'What is the company called?',
    why: 'By its full name, as it writes itself.',
    example: 'Acme Corporation',
    check: (answer) =>
      entityCalled(answer, growing)
        ? coveredBy(answer, growing)
        : wrongEntity(growing, { id: 'a-new-company', kind: 'company', name: answer }, ['name']),
  });
  const id = await asker.text('pack.id', {
    message: 'Give it a short name',
    why: 'It names the folder and begins the id of each of its facts; it never changes. Lower case letters, digits, hyphens.',
    example: 'acme',
    initial: slugOf(
      name.replace(/,? (?:Inc|Corp|Corporation|Company|Ltd|LLC|PLC|Group|SE|AG|GmbH|S\.A)\.?$/i, ''),
    ),
    check: (answer) =>
      existsSync(packFolder(dir, answer))
        ? `there is a pack ${answer} already. Choose another name, or add to that one.`
        : wrongEntity(growing, { id: answer, kind: 'company', name: 'A name of nobody at all' }, ['id']),
  });
  growing.pack = id;
  const known = entityCalled(name, growing);
  if (known) growing.entities.push(declaredAgain(known));
  else await askEntity(asker, growing, { key: 'company', kind: 'company', name, id });
  const company = known?.id ?? id;
  const pack: PackInput = {
    id,
    title: name,
    scope: 'A sentence.',
    company,
    languages: ['en'],
    readTo: today,
    licence: 'CC-BY-4.0',
    maintainers: ['Receipts editors'],
    topics: [{ id: 'general', titles: { en: 'General' } }],
  };
  const wrong = (change: Partial<PackInput>, key: string): string | undefined => {
    const problems = tryOut({ ...proposalOf(growing), newPack: { ...pack, ...change } }, growing.workspace);
    return said(problems.find(({ where, level }) => level === 'error' && where.startsWith(key)));
  };
  pack.title = await asker.text('pack.title', {
    message: 'What is this collection of facts about, in a few words?',
    example: `${name} and US immigration enforcement`,
    initial: name,
    check: (answer) => wrong({ title: answer }, 'title'),
  });
  pack.scope = await asker.text('pack.scope', {
    message: 'What does it cover, and what not? One sentence.',
    why: 'Readers see it when they ask what the bot knows.',
    example: `What the press reported in 2024 about contracts of ${name}; not its other business.`,
    check: (answer) => wrong({ scope: answer }, 'scope'),
  });
  const topic = await askTopic(asker, growing, (one) => wrong({ topics: [one] }, 'topics'));
  growing.newPack = { ...pack, topics: [topic] };
  growing.topic = topic.id;
}

/** Somebody whom another pack knows by this very name. */
function entityCalled(name: string, { workspace }: Growing): Entity | undefined {
  return [...workspace.written.base.entities.values()].find((one) => fold(one.name) === fold(name));
}

/** Why somebody who is known can not be the company of a new pack; undefined when it can. */
function coveredBy(name: string, growing: Growing): string | undefined {
  const known = entityCalled(name, growing);
  const pack = [...growing.workspace.written.base.packs.values()].find((one) => one.company === known?.id);
  if (pack)
    return `The base covers it already, as ${pack.id}. Stop with Ctrl-C, then choose it in: npm run facts -- new`;
  if (known?.kind === 'company') return undefined;
  return `${name} is known as ${known?.kind ?? 'something else'} and not as a company. Write the name of the company.`;
}

/** A pack declares whom it names, also when another pack does: it could be mailed to somebody. */
export function declaredAgain({ id, kind, name, aliases }: Entity): EntityInput {
  return { id, kind, name, aliases: [...aliases] };
}

type TopicInput = PackInput['topics'][number];

/** Asks for a heading below which facts stand. */
export async function askTopic(
  asker: Asker,
  { newPack, pack, workspace, topics }: Growing,
  wrong: (topic: TopicInput) => string | undefined,
): Promise<TopicInput> {
  const title = await asker.text('topic.title', {
    message: 'Under which heading does the fact stand?',
    why: 'A topic of the company’s card, in two or three words, such as Contracts, Letters or What it says.',
    example: 'Contracts',
    check: (answer) => wrong({ id: 'a-new-topic', titles: { en: answer } }),
  });
  const known = workspace.written.base.packs;
  const head = [...known.values()].find(({ id }) => id === pack);
  const taken = [...(head?.topics ?? []), ...(newPack?.topics ?? []), ...topics].map((one) => String(one.id));
  const id = await asker.text('topic.id', {
    message: 'Give the heading a short name',
    why: 'It names a file and can be typed after the company. Lower case letters, digits, hyphens.',
    initial: slugOf(title),
    check: (answer) =>
      taken.includes(answer)
        ? `the topic ${answer} is there already.`
        : wrong({ id: answer, titles: { en: title } }),
  });
  const tag = head?.languages[0] ?? 'en';
  return { id, titles: { [tag]: title } };
}
