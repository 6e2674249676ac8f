import { z } from 'zod';
import { type Path, pathName, valueAt } from '../../src/facts/yaml.ts';
import { type Described, describe, exampleOf } from '../schema/json-schema.ts';
import { type Fields, type Kind, putAt, SCHEMAS } from '../write/entry-text.ts';
import { type NewEntry, type Proposal, tryOut, type Workspace } from '../write/proposal.ts';
import { type Asker, type Choice, NEW } from './asker.ts';

export type Draft = Record<string, unknown>;

/** What somebody has told so far: it grows from thing to thing. */
export interface Session {
  readonly asker: Asker;
  readonly workspace: Workspace;
  /** Empty as long as none was chosen. */
  pack: string;
  topic: string;
  /** Of a new pack, or of one that gets a new topic. */
  head?: Draft;
  readonly entries: (NewEntry & { readonly value: Draft })[];
}

/** One thing, as far as it is told. */
export interface Form {
  readonly session: Session;
  readonly kind: Kind;
  readonly value: Draft;
}

/** How a key is asked for where its schema does not say it all. */
export interface Help {
  /** What Enter takes. */
  readonly initial?: string | undefined;
  /** What may be chosen, where the schema does not list it. An empty value leaves the key out. */
  readonly among?: readonly Choice[];
  /** Makes what is not in the list yet, and gives its id. */
  readonly fresh?: (session: Session) => Promise<string>;
  /** What an answer means, where it is not the value itself. */
  readonly read?: (answer: string) => unknown;
  /** Where it differs from the schema. */
  readonly optional?: boolean;
  /** Of a list of texts: so many have to be told. */
  readonly atLeast?: number;
}

/** Asks for keys of a thing in turn, with spaces between them (`title period.from`), below `at`, and puts the answers into
    `form.value`. What is told already is not asked. Why it is asked, an example, what may be chosen and whether it may be
    left out come from the schema, and every rule looks at the answer. */
export async function ask(form: Form, keys: string, help: Help = {}, at: Path = []): Promise<void> {
  for (const key of keys.split(' ')) {
    const path = [...at, ...key.split('.')];
    if (valueAt(form.value, path) !== undefined) continue;
    const { isList, optional } = metaOf(form.kind, path);
    if (!isList || help.among) await askOne(form, path, { optional, ...help });
    else {
      let count = 0;
      while (await askOne(form, [...path, count], { optional: count >= (help.atLeast ?? 0) })) count++;
    }
  }
}

/** False when nothing was told. */
async function askOne(form: Form, path: Path, help: Help): Promise<boolean> {
  const { description, example, words } = metaOf(form.kind, path);
  const { session, kind, value } = form;
  const { among, initial, optional, fresh, read = (answer: string): unknown => answer } = help;
  // Nothing is taken by a careless Enter: a ceiling that is written as a payment is the worst that could be.
  const mustChoose = words !== undefined && initial === undefined;
  const fits = mustChoose ? [{ value: '', label: 'choose what fits' }, ...words] : words;
  const answer = await session.asker.ask({
    key: `${kind}.${pathName(path)}`,
    message: titleOf(path),
    why: `${description}${optional && !among ? ' Enter alone leaves it out.' : ''}`,
    example,
    initial,
    optional: optional || among !== undefined,
    choices: among ?? fits,
    check: (text) => wrong(form, path, read(text)),
  });
  if (answer !== '') putAt(value, path, answer === NEW && fresh ? await fresh(session) : read(answer));
  return answer !== '';
}

/** `questions (2)`, `amount: nature`, and `source` for that of a document. */
function titleOf(path: Path): string {
  const last = path.at(-1);
  const keys = path.slice(path.findLastIndex((step, at) => typeof step === 'number' && at < path.length - 1) + 1);
  return typeof last === 'number' ? `${String(path.at(-2))} (${last + 1})` : keys.join(': ');
}

/** All of it, to be written or tried out. The pack declares everybody whom it names: it can be mailed to somebody alone. */
export function proposalOf({ pack, head, entries, workspace }: Session): Proposal {
  const own = workspace.packs.find((one) => one.pack.value.id === pack)?.entities ?? [];
  const fresh = entries.filter(({ kind }) => kind === 'entities');
  const declared = new Set([...own, ...fresh].map(({ value }) => String(value.id)));
  const named = entries.flatMap(({ value }) => [value['about'], value['by'], head?.['company']].flat());
  const again = [...workspace.written.base.entities.values()].filter(
    ({ id }) => named.includes(id) && !declared.has(id),
  );
  const known = again.map(({ id, kind, name, aliases }): NewEntry => {
    return {
      kind: 'entities',
      value: { id, kind, name, aliases },
      where: (path) => `entities: ${pathName(path)}`,
    };
  });
  return { pack, entries: [...known, ...entries], ...(head && { head: { value: head, where: pathName } }) };
}

/** Marks the places of what is being asked for among those of all else. */
const MARK = '?';
/** The id of what has none yet, and so the word for it in what is said of it. */
const IT = 'it';

/** What is wrong with an answer, its first problem, with what to type. Keys that are not told yet are taken to be sound. */
function wrong({ session, kind, value }: Form, path: Path, answer: unknown): string | undefined {
  const { workspace, topic, head, pack } = session;
  const filled = structuredClone(value);
  putAt(filled, path, answer);
  const isKnown = head !== undefined || workspace.packs.some((one) => one.pack.value.id === pack);
  const standIn = { value: withExamples(describe('pack', SCHEMAS.pack), { id: IT }), where: pathName };
  const told = isKnown ? proposalOf(session) : { ...proposalOf(session), pack: IT, head: standIn };
  const id = kind === 'facts' || kind === 'listings' ? `${told.pack}.${IT}` : IT;
  const one = {
    value: withExamples(describe(kind, SCHEMAS[kind]), { id, ...filled }),
    where: (at: Path) => `${MARK}${pathName(at)}`,
  };
  const proposal: Proposal =
    kind === 'pack'
      ? { ...told, pack: String(one.value['id']), head: one }
      : { ...told, entries: [...told.entries, { ...one, kind, ...(kind === 'facts' && { topic }) }] };
  const key = `${MARK}${typeof path.at(-1) === 'number' ? pathName(path) : String(path[0])}`;
  const found = tryOut(proposal, workspace).find(
    ({ level, where }) => level === 'error' && where.startsWith(key) && !/^\w/.test(where.slice(key.length)),
  );
  if (!found) return undefined;
  const message = found.message.replaceAll(id, IT).replace(/(?<![.!?])$/, '.');
  return [message, found.tip, ...(found.rule ? [`Why: ${found.rule.why}`] : [])].join(' ');
}

const isDescribed = (schema: unknown): schema is Described => typeof schema === 'object' && !Array.isArray(schema);

/** What the schema says of the key at a path, or of the nearest one around it that it explains. */
function metaOf(kind: Kind, path: Path) {
  let at = describe(kind, SCHEMAS[kind]);
  let optional = false;
  for (const step of path.map(String)) {
    optional ||= at.properties !== undefined && !at.required?.includes(step);
    const { description, example } = at;
    const around = { ...(description !== undefined && { description }), example };
    const inner = at.properties?.[step] ?? at.items ?? at.additionalProperties;
    at = { ...around, ...(isDescribed(inner) && inner) };
  }
  const hints = z.array(z.string()).catch([]).parse(at['enumDescriptions']);
  const words = at.enum?.map(
    (word, index): Choice => ({ value: String(word), label: String(word), hint: hints[index] }),
  );
  const isList = at.type === 'array';
  const [example] = [exampleOf(at)].flat().map(String);
  return { description: at.description, example, words, optional, isList };
}

/** A thing in which every key that is needed and not told yet holds the example of its schema. */
function withExamples({ properties = {}, required = [] }: Described, value: object): Fields {
  const missing = required.filter((key) => !(key in value)).map((key) => [key, exampleOf(properties[key])]);
  const filled = (schema: Described[string], own: unknown): unknown => {
    if (!isDescribed(schema) || typeof own !== 'object' || own === null) return own;
    return Array.isArray(own) ? own.map((one: unknown) => filled(schema.items, one)) : withExamples(schema, own);
  };
  const told = Object.entries(value).map(([key, own]: [string, unknown]) => [key, filled(properties[key], own)]);
  return Object.fromEntries([...missing, ...told]);
}
