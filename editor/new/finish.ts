import { relative } from 'node:path';
import { assemble } from '../../src/assemble.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { readFacts } from '../../src/facts/load.ts';
import { formatProblems, ProblemCollector } from '../../src/facts/problems.ts';
import { answerText } from '../ask.ts';
import { lintData } from '../lint/lint.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { planChanges, writeChanges } from '../write/changes.ts';
import {
  askedText,
  entityText,
  factText,
  listingText,
  packText,
  sourceText,
  wordingText,
} from '../write/entry-text.ts';
import { baseWith, type Proposal, tryOut, typed } from '../write/proposal.ts';
import { type Blamed, packFolder, type Workspace } from '../write/workspace.ts';
import { declaredAgain } from './ask-pack.ts';

/** A proposal in which the pack declares everybody whom its new facts name. */
export function complete(proposal: Proposal, { packs, written }: Workspace): Proposal {
  const own = packs.find(({ pack }) => pack.value.id === proposal.pack);
  const declared = new Set([
    ...(own?.entities.map(({ value }) => String(value.id)) ?? []),
    ...(proposal.entities ?? []).map(({ value }) => String(value.id)),
  ]);
  const named = new Set(
    [
      ...(proposal.facts ?? []).flatMap(({ value }) => value.about),
      ...(proposal.listings ?? []).flatMap(({ value }) => [value.by, value.company]),
    ].filter((id) => !declared.has(id)),
  );
  const again = [...written.base.entities.values()]
    .filter(({ id }) => named.has(id))
    .map((one) => typed(declaredAgain(one)));
  return { ...proposal, entities: [...(proposal.entities ?? []), ...again] };
}

/** All that will be written, as YAML, file by file. */
export function proposedYaml(proposal: Proposal): string {
  const {
    newPack,
    entities = [],
    sources = [],
    facts = [],
    wordings = [],
    listings = [],
    asked = [],
  } = proposal;
  return [
    ...(newPack ? [`# pack.yaml\n${packText(newPack)}`] : []),
    ...(entities.length > 0
      ? [`# entities.yaml\n${entities.map(({ value }) => entityText(value)).join('')}`]
      : []),
    ...(proposal.defines ?? []).map(
      ({ entity, fact }) => `# entities.yaml, at the end of the entry ${entity}\n  definedBy: ${fact}\n`,
    ),
    ...(sources.length > 0
      ? [`# sources.yaml\n${sources.map(({ value }) => sourceText(value)).join('')}`]
      : []),
    ...facts.map(({ topic, value }) => `# facts/${topic}.yaml\n${factText(value)}`),
    ...wordings.map(
      ({ topic, language, value }) => `# facts/${topic}.${language}.yaml\n${wordingText(value)}`,
    ),
    ...listings.map(({ value }) => `# listings.yaml\n${listingText(value)}`),
    ...(asked.length > 0 ? [`# evaluation.yaml\n${asked.map(askedText).join('')}`] : []),
  ].join('\n');
}

/** What would be wrong, errors first; what only asks for an archived copy of a new page among the warnings. */
export function problemsOf(
  proposal: Proposal,
  workspace: Workspace,
): { readonly errors: readonly Blamed[]; readonly warnings: readonly Blamed[] } {
  const all = tryOut(proposal, workspace);
  return {
    errors: all.filter(({ level }) => level === 'error'),
    warnings: all.filter(({ level }) => level === 'warning'),
  };
}

/** Writes, then holds all of data/ to its rules and says what is left to do in this pack, and what to type next. */
export async function written(proposal: Proposal, workspace: Workspace): Promise<string> {
  const changes = planChanges(proposal, workspace.dir);
  writeChanges(changes);
  const { problems } = lintData(workspace.dir, workspace.today);
  const folder = packFolder(workspace.dir, proposal.pack);
  const files = new Set(changes.map(({ file }) => file));
  const left = problems.filter(
    ({ where }) => where.startsWith(`${folder}/`) && [...files].some((file) => where.startsWith(`${file}:`)),
  );
  const shown = left.map((problem) => ({ ...problem, where: fromHere(problem.where) }));
  const [fact] = proposal.facts ?? [];
  return [
    'Written:',
    ...changes.map(({ file, before }) => `  ${fromHere(file)}${before === undefined ? ' (new)' : ''}`),
    '',
    left.length === 0
      ? 'Lint has nothing to say about these files.'
      : `Left to do in these files:\n${formatProblems(shown)}`,
    '',
    'Next:',
    ...(fact === undefined
      ? ['  npm run facts -- new                     another thing']
      : [
          `  npm run facts -- preview ${fact.value.id} --open`,
          `  npm run ask -- ${quoted(fact.value.questions[0] ?? fact.value.id)}`,
        ]),
    '  npm run facts -- lint                    what is left, and whether another fact lost a question',
  ].join('\n');
}

/** The fact as the bot will say it, from a base that holds it already: what a reader gets who asks for it. Undefined when
    the base with it does not load. */
export async function spoken(proposal: Proposal, workspace: Workspace): Promise<string | undefined> {
  const [fact] = proposal.facts ?? [];
  if (!fact) return undefined;
  const knowledge = knowledgeWith(proposal, workspace);
  if (!knowledge) return undefined;
  return answerText(await askLocally(localBot(knowledge), String(fact.value.id), 'en', 'fact'), knowledge);
}

function knowledgeWith(proposal: Proposal, workspace: Workspace): Knowledge | undefined {
  const base = baseWith(proposal, workspace);
  if (!base) return undefined;
  const { languages } = readFacts(workspace.dir, new ProblemCollector());
  return languages.size === 0 ? undefined : assemble(base, languages);
}

function fromHere(place: string): string {
  return relative(process.cwd(), place);
}

function quoted(text: string): string {
  return `"${text.replace(/(["\\$`])/g, '\\$1')}"`;
}
