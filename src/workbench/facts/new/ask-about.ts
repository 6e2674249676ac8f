import { fold } from '../../../core/text.ts';
import type { EntityInput, FactInput } from '../../../facts/write/entry-text.ts';
import { askEntity } from './ask-entity.ts';
import { declaredAgain } from './ask-pack.ts';
import type { Asker } from './asker.ts';
import type { Growing } from './growing.ts';

const NEW = '+';

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
        ...[...named, ...all.filter((one) => !named.includes(one))].map(({ id, name, kind }) => ({
          value: id,
          label: name,
          hint: kind,
        })),
        { value: NEW, label: 'somebody who is not in the list' },
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

/** Whoever is new needs a fact that says what it is: this one may. */
export async function askDefinitions(asker: Asker, growing: Growing, fact: FactInput): Promise<void> {
  for (const entity of growing.entities) {
    const known = growing.workspace.written.base.entities;
    if (entity.definedBy !== undefined || !fact.about.includes(entity.id)) continue;
    if (
      entity.kind === 'product' ||
      entity.kind === 'publication' ||
      [...known.keys()].some((id) => id === entity.id)
    )
      continue;
    const says = await asker.confirm(`defines.${entity.id}`, {
      message: `Does this fact say what or who ${entity.name} is?`,
      why: `Whoever asks "what is ${entity.name}?" must get a sourced answer. If not, another fact has to say it later.`,
    });
    if (says) entity.definedBy = fact.id;
  }
}
