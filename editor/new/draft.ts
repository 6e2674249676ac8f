import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { entitySchema } from '../../src/facts/schema/entity.ts';
import { explain } from '../../src/facts/schema/explain.ts';
import { factSchema } from '../../src/facts/schema/fact.ts';
import { packSchema } from '../../src/facts/schema/pack.ts';
import { sourceSchema } from '../../src/facts/schema/source.ts';
import { readYaml } from '../../src/facts/yaml.ts';
import { type Proposal, pathName } from '../write/proposal.ts';

/** What `new --from` reads: what the prompts would have asked for. */
const draft = z.strictObject({
  pack: packSchema.shape.id,
  newPack: packSchema.exactOptional(),
  topics: packSchema.shape.topics.exactOptional(),
  entities: z.array(entitySchema).default([]),
  sources: z.array(sourceSchema).default([]),
  facts: z.array(z.looseObject({ topic: z.string('must be the id of a topic') })).default([]),
});

/** A draft in YAML: `pack`, and any of `newPack` (as pack.yaml), `topics`, `entities`, `sources` and `facts` (as in their
    files, each fact with its `topic`). Throws BotError `bad_data` that says what is wrong with each. */
export function readDraft(text: string, file: string): Proposal {
  const yaml = readYaml(text);
  if (!yaml.ok) {
    const lines = yaml.faults.map(
      ({ line, column, message, tip }) => `${file}:${line}:${column}: ${message}${tip ? `\n    ${tip}` : ''}`,
    );
    throw new BotError('bad_data', lines.join('\n'), 'Mend the draft, then try again. Nothing was written.');
  }
  const problems: string[] = [];
  const note = (
    issues: readonly z.core.$ZodIssue[],
    value: unknown,
    keys: readonly string[],
    start: readonly PropertyKey[],
  ): void => {
    for (const { path, message, tip } of explain(issues, value, keys)) {
      const { line, column } = yaml.at([...start, ...path]);
      problems.push(`${file}:${line}:${column}: ${message}${tip ? `\n    ${tip}` : ''}`);
    }
  };
  const read = draft.safeParse(yaml.value);
  if (!read.success) note(read.error.issues, yaml.value, Object.keys(draft.shape), []);
  const facts = (read.data?.facts ?? []).flatMap(({ topic, ...value }, index) => {
    const fact = factSchema.safeParse(value);
    if (!fact.success) note(fact.error.issues, value, Object.keys(factSchema.shape), ['facts', index]);
    return fact.success ? [{ topic, value: fact.data, where: placeOf('facts', index) }] : [];
  });
  if (!read.success || problems.length > 0) {
    throw new BotError(
      'bad_data',
      problems.join('\n'),
      'Mend the draft, then try again. Nothing was written.',
    );
  }
  const { pack, newPack, topics, entities, sources } = read.data;
  return {
    pack,
    ...(newPack !== undefined && { newPack }),
    ...(topics !== undefined && { topics }),
    entities: entities.map((value, index) => ({ value, where: placeOf('entities', index) })),
    sources: sources.map((value, index) => ({ value, where: placeOf('sources', index) })),
    facts,
  };
}

function placeOf(list: string, index: number) {
  return (path: readonly PropertyKey[]): string =>
    path.length === 0 ? `${list}[${index}]` : `${list}[${index}].${pathName(path)}`;
}
