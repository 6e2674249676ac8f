import type { z } from 'zod';
import type { FactBase } from '../../src/core/fact.ts';
import { joinPacks } from '../../src/facts/join.ts';
import { ProblemCollector } from '../../src/facts/problems.ts';
import type { RawPack } from '../../src/facts/raw-pack.ts';
import type { Entry } from '../../src/facts/read.ts';
import { entitySchema } from '../../src/facts/schema/entity.ts';
import { explain } from '../../src/facts/schema/explain.ts';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { listingSchema } from '../../src/facts/schema/listing.ts';
import { packSchema } from '../../src/facts/schema/pack.ts';
import { sourceSchema } from '../../src/facts/schema/source.ts';
import type { Path } from '../../src/facts/yaml.ts';
import type { Rule, Written } from '../lint/rule.ts';
import { allegationsAreAnswered } from '../lint/rules/allegations-are-answered.ts';
import { amountsAreNatured } from '../lint/rules/amounts-are-natured.ts';
import { claimsArePlain } from '../lint/rules/claims-are-plain.ts';
import { datesMakeSense } from '../lint/rules/dates-make-sense.ts';
import { RULES } from '../lint/rules/index.ts';
import type {
  AskedInput,
  EntityInput,
  FactInput,
  ListingInput,
  PackInput,
  SourceInput,
  WordingInput,
} from './entry-text.ts';
import { type Blamed, problemKey, ruleProblems, type Workspace } from './workspace.ts';

/** One thing that somebody wants to add, and how to call the place of it (or of a part of it) where it comes from. */
export interface Proposed<Input> {
  readonly value: Input;
  where(path: Path): string;
}

/** What is to be added to one pack. */
export interface Proposal {
  readonly pack: string;
  /** Makes the pack, when there is none. */
  readonly newPack?: PackInput;
  /** New topics of a pack that is there. */
  readonly topics?: PackInput['topics'];
  readonly entities?: readonly Proposed<EntityInput>[];
  readonly sources?: readonly Proposed<SourceInput>[];
  readonly facts?: readonly (Proposed<FactInput> & { readonly topic: string })[];
  readonly wordings?: readonly (Proposed<WordingInput> & {
    readonly topic: string;
    readonly language: string;
  })[];
  readonly listings?: readonly Proposed<ListingInput>[];
  /** Entities of the pack that are there, and the fact that now says what each is. */
  readonly defines?: readonly { readonly entity: string; readonly fact: string }[];
  /** Questions that measure. */
  readonly asked?: readonly AskedInput[];
}

/** `claim`, `cites[0].quote`; `the entry` for the whole: how a place is called where no file holds it yet. */
export function pathName(path: Path): string {
  const name = path.reduce<string>(
    (so, step) =>
      typeof step === 'number' ? `${so}[${step}]` : so === '' ? String(step) : `${so}.${String(step)}`,
    '',
  );
  return name === '' ? 'the entry' : name;
}

/** A thing that comes from nowhere but somebody's answers. */
export function typed<Input>(value: Input): Proposed<Input> {
  return { value, where: pathName };
}

/** Everything that would be wrong if the proposal were in data/ and is not wrong without it: what the schemas refuse, what
    joining refuses, what rules find. Exceptions are not looked at. Writes nothing. */
export function tryOut(
  proposal: Proposal,
  workspace: Workspace,
  rules: readonly Rule[] = RULES,
): readonly Blamed[] {
  const sink = new ProblemCollector();
  const packs = withProposal(proposal, workspace, sink);
  const written: Written = {
    ...joinPacks(packs, sink),
    evaluation: withAsked(workspace.evaluation, proposal.asked),
    // Writing puts each new entry where the alphabet wants it.
    order: workspace.written.order,
  };
  const own = { ...written, base: { ...written.base, facts: added(written.base.facts, workspace) } };
  const found = rules.flatMap((rule) =>
    ruleProblems(ALONE.has(rule) ? own : written, workspace.today, [rule]),
  );
  return [...sink.problems, ...found].filter((problem) => !workspace.known.has(problemKey(problem)));
}

function withAsked(
  evaluation: Workspace['evaluation'],
  added: Proposal['asked'] = [],
): Workspace['evaluation'] {
  const asked = added.map(({ question }) => ({ question, where: 'evaluation' }));
  return { ...evaluation, asked: [...evaluation.asked, ...asked] };
}

/** Rules that look at each fact by itself: those that were there need not be looked at again. */
const ALONE: ReadonlySet<Rule> = new Set([
  allegationsAreAnswered,
  amountsAreNatured,
  claimsArePlain,
  datesMakeSense,
]);

function added(facts: FactBase['facts'], { written }: Workspace): FactBase['facts'] {
  return new Map([...facts].filter(([id]) => !written.base.facts.has(id)));
}

/** The base that would be served with the proposal in it; undefined when it would not load. Rules are not looked at. */
export function baseWith(proposal: Proposal, workspace: Workspace): FactBase | undefined {
  const sink = new ProblemCollector();
  const packs = withProposal(proposal, workspace, sink).filter(({ served }) => served);
  const { base } = joinPacks(packs, sink);
  return sink.problems.some(({ level }) => level === 'error') ? undefined : base;
}

/** Packs as they would be read. The pack that grows stands last, so that what two facts share is laid to the new one. */
function withProposal(proposal: Proposal, { packs }: Workspace, sink: ProblemCollector): readonly RawPack[] {
  const known = packs.find(({ pack }) => pack.value.id === proposal.pack);
  const grown = known ?? emptyPack(proposal, sink);
  if (!grown) return packs;
  const { topics = [], entities = [], sources = [], facts = [], wordings = [] } = proposal;
  const { listings = [] } = proposal;
  const head = topics.length === 0 ? grown.pack : withTopics(grown.pack, topics, sink);
  const titles = head.value.topics.map(({ id }) => String(id));
  const added = facts.flatMap((one) => {
    const read = check(one, factSchema, sink);
    return read ? [{ topic: one.topic, entry: read }] : [];
  });
  const reworded = wordings.flatMap((one) => {
    const read = check(one, wordingSchema, sink);
    return read ? [{ topic: one.topic, language: one.language, entry: read }] : [];
  });
  const missing = new Set([...added.map(({ topic }) => topic), ...titles]);
  const files = [
    ...grown.facts,
    ...[...missing]
      .filter((topic) => !grown.facts.some((file) => file.topic === topic))
      .map((topic) => ({ topic, file: `facts/${topic}.yaml`, entries: [] })),
  ];
  const spoken = new Map(
    reworded.map(({ topic, language }) => [`${topic}.${language}`, { topic, language }]),
  );
  const wordingFiles = [
    ...grown.wordings,
    ...[...spoken.values()]
      .filter(
        ({ topic, language }) =>
          !grown.wordings.some((file) => file.topic === topic && file.language === language),
      )
      .map((of) => ({ ...of, file: `facts/${of.topic}.${of.language}.yaml`, entries: [] })),
  ];
  const bigger: RawPack = {
    ...grown,
    pack: head,
    entities: [
      ...grown.entities.map((one) => defined(one, proposal.defines)),
      ...entities.flatMap((one) => check(one, entitySchema, sink) ?? []),
    ],
    sources: [...grown.sources, ...sources.flatMap((one) => check(one, sourceSchema, sink) ?? [])],
    listings: [...grown.listings, ...listings.flatMap((one) => check(one, listingSchema, sink) ?? [])],
    facts: files.map((file) => ({
      ...file,
      entries: [
        ...file.entries,
        ...added.filter(({ topic }) => topic === file.topic).map(({ entry }) => entry),
      ],
    })),
    wordings: wordingFiles.map((file) => ({
      ...file,
      entries: [
        ...file.entries,
        ...reworded
          .filter(({ topic, language }) => topic === file.topic && language === file.language)
          .map(({ entry }) => entry),
      ],
    })),
  };
  return [...packs.filter((pack) => pack !== known), bigger];
}

function emptyPack({ pack, newPack }: Proposal, sink: ProblemCollector): RawPack | undefined {
  if (!newPack) {
    const tip = 'Make it first: npm run facts -- new pack';
    sink.problems.push({ level: 'error', where: 'pack', message: `there is no pack ${pack}`, tip });
    return undefined;
  }
  const head = check(typed(newPack), packSchema, sink);
  if (!head) return undefined;
  return {
    served: true,
    pack: head,
    entities: [],
    sources: [],
    listings: [],
    disagreements: [],
    facts: [],
    wordings: [],
  };
}

function defined(entity: RawPack['entities'][number], defines: Proposal['defines'] = []): typeof entity {
  const by = defines.find((one) => one.entity === entity.value.id);
  const read = by && entitySchema.safeParse({ ...entity.value, definedBy: by.fact });
  return read?.success ? { ...entity, value: read.data } : entity;
}

function withTopics(
  pack: RawPack['pack'],
  topics: PackInput['topics'],
  sink: ProblemCollector,
): RawPack['pack'] {
  const read = packSchema.shape.topics.safeParse(topics);
  if (read.success)
    return { ...pack, value: { ...pack.value, topics: [...pack.value.topics, ...read.data] } };
  blame(read.error.issues, topics, [], (path) => `topic ${pathName(path)}`, sink);
  return pack;
}

function check<Schema extends z.ZodObject>(
  proposed: Proposed<z.input<Schema>>,
  schema: Schema,
  sink: ProblemCollector,
): Entry<z.output<Schema>> | undefined {
  const read = schema.safeParse(proposed.value);
  if (read.success) return { value: read.data, file: '', where: (path = []) => proposed.where(path) };
  blame(read.error.issues, proposed.value, Object.keys(schema.shape), (path) => proposed.where(path), sink);
  const id: unknown = Reflect.get(Object(proposed.value), 'id');
  if (typeof id === 'string') sink.broken.add(id);
  return undefined;
}

function blame(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  keys: readonly string[],
  where: (path: Path) => string,
  sink: ProblemCollector,
): void {
  for (const { path, message, tip } of explain(issues, value, keys)) {
    sink.problems.push({ level: 'error', where: where(path), message, tip });
  }
}
