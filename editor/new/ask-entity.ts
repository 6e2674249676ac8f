import { ENTITY_KINDS, type EntityKind } from '../../src/core/fact.ts';
import { ENTITY_KIND_MEANS } from '../../src/facts/schema/meanings.ts';
import type { EntityInput } from '../write/entry-text.ts';
import type { Asker } from './asker.ts';
import { type Growing, slugOf, wrongEntity } from './growing.ts';

/** What need not be asked, and what the keys of the answers begin with. */
interface Known {
  readonly key?: string;
  readonly kind?: EntityKind;
  readonly name?: string;
  readonly id?: string;
}

/** Asks for somebody or something that facts are about and the base does not know yet; it is then among `growing.entities`. */
export async function askEntity(
  asker: Asker,
  growing: Growing,
  { key = 'entity', kind, name: told, id }: Known = {},
): Promise<EntityInput> {
  const draft: EntityInput = {
    id: 'a-new-entity',
    kind: kind ?? 'organisation',
    name: told ?? 'A new entity',
    aliases: [],
  };
  const wrong = (change: Partial<EntityInput>, keys: readonly (keyof EntityInput)[]) =>
    wrongEntity(growing, { ...draft, ...change }, keys);
  draft.name =
    told ??
    (await asker.text(`${key}.name`, {
      message: 'What is it called, in full?',
      example: 'American Friends Service Committee (AFSC)',
      check: (answer) => wrong({ name: answer }, ['name']),
    }));
  if (kind === undefined) {
    const chosen = await asker.choose(`${key}.kind`, {
      message: 'What is it?',
      choices: ENTITY_KINDS.map((value) => ({ value, label: value, hint: ENTITY_KIND_MEANS[value] })),
    });
    draft.kind = ENTITY_KINDS.find((one) => one === chosen) ?? 'organisation';
  }
  const aliases = await asker.text(`${key}.aliases`, {
    message: `What else do people call ${draft.name}?`,
    why: 'Short names and other spellings, with commas between them. Capitals and accents make no difference. Empty if none.',
    example: 'AFSC, the Quakers',
    optional: true,
    check: (answer) => wrong({ aliases: listed(answer) }, ['aliases', 'name']),
  });
  draft.aliases = listed(aliases);
  const owners = [...growing.workspace.served.entities.values(), ...growing.entities].filter(
    (one) => one.kind === 'company',
  );
  if ((draft.kind === 'brand' || draft.kind === 'product') && owners.length > 0) {
    const owner = await asker.pick(`${key}.owner`, {
      message: 'Which company does it belong to?',
      choices: [
        { value: '', label: 'none of these' },
        ...owners.map(({ id, name }) => ({ value: id, label: name })),
      ],
    });
    if (owner !== '') draft.ownedBy = owner;
  }
  draft.id =
    id ??
    (await asker.text(`${key}.id`, {
      message: 'Give it a short name for the files',
      why: 'Lower case letters, digits and hyphens.',
      initial: slugOf(/\(([^)]+)\)\s*$/.exec(draft.name)?.[1] ?? draft.name),
      check: (answer) => wrong({ id: answer }, ['id']),
    }));
  growing.entities.push(draft);
  return draft;
}

function listed(answer: string): string[] {
  return answer
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
