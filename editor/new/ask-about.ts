import type { Entity } from '../../src/core/fact.ts';
import { fold } from '../../src/core/text.ts';
import type { EntityInput, FactInput } from '../write/entry-text.ts';
import { askEntity } from './ask-entity.ts';
import { declaredAgain } from './ask-pack.ts';
import { type Asker, type Choice, NEW } from './asker.ts';
import type { Growing } from './growing.ts';

const choiceOf = ({ id, name, kind }: EntityInput): Choice => ({ value: id, label: name, hint: kind });

/** Asks whom a claim names; who is new is then among `growing.entities`. The subject stands first. */
export async function askAbout(asker: Asker, growing: Growing, claim: string): Promise<string[]> {
  const base = growing.workspace.served;
  const folded = ` ${fold(claim)} `;
  const isNamed = ({ name, aliases = [] }: EntityInput): boolean =>
    [name, ...aliases].some((one) => folded.includes(` ${fold(one)} `));
  const fresh = growing.entities.filter(({ id }) => ![...base.entities.keys()].some((known) => known === id));
  const all: EntityInput[] = [...fresh, ...[...base.entities.values()].map(declaredAgain)];
  const named = all.filter(isNamed);
  const about = new Set(
    await asker.several('about', {
      message: 'Whom and what does the sentence name?',
      why: 'Those that I found in it are marked. Mark the others too.',
      choices: [
        ...named.map(choiceOf),
        { value: NEW, label: 'somebody or something that is not in the list' },
        ...all.filter((one) => !named.includes(one)).map(choiceOf),
      ],
      initial: named.map(({ id }) => id),
      needed: true,
    }),
  );
  while (about.has(NEW)) {
    about.delete(NEW);
    about.add((await askEntity(asker, growing, { key: `about${about.size}` })).id);
    if (
      await asker.confirm(`about${about.size}.more`, {
        message: 'Is anybody else missing from the list?',
        initial: false,
      })
    )
      about.add(NEW);
  }
  const ids = [...about].slice(0, 8);
  if (ids.length === 1) return ids;
  const company =
    growing.newPack?.company ?? [...base.packs.values()].find(({ id }) => id === growing.pack)?.company;
  const first = await asker.choose('about.first', {
    message: 'Whom is it about above all?',
    choices: ids.map((id) => ({
      value: id,
      label: [...growing.entities, ...all].find((one) => one.id === id)?.name ?? id,
    })),
    ...(company !== undefined && ids.includes(company) && { initial: company }),
  });
  return [first, ...ids.filter((id) => id !== first)];
}

/** Whoever is new, and whoever the pack names without saying it yet, needs a fact that says what it is: this one may. */
export async function askDefinitions(asker: Asker, growing: Growing, fact: FactInput): Promise<void> {
  const says = async ({ id, name, kind }: EntityInput): Promise<boolean> => {
    if (!fact.about.includes(id) || kind === 'product' || kind === 'publication') return false;
    return asker.confirm(`defines.${id}`, {
      message: `Does this fact say what or who ${name} is?`,
      why: `Whoever asks "what is ${name}?" must get a sourced answer. If not, another fact has to say it later.`,
      initial: false,
    });
  };
  const { packs, written } = growing.workspace;
  const known = new Map<string, Entity>(written.base.entities);
  for (const entity of growing.entities) {
    if (entity.definedBy === undefined && !known.has(entity.id) && (await says(entity)))
      entity.definedBy = fact.id;
  }
  const own = packs.find(({ pack }) => pack.value.id === growing.pack)?.entities ?? [];
  for (const { value } of own) {
    if (known.get(value.id)?.definedBy === undefined && (await says(value)))
      growing.defines.push({ entity: value.id, fact: fact.id });
  }
}
