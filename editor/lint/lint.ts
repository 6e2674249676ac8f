import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { IsoDate } from '../../src/core/fact.ts';
import { readFacts } from '../../src/facts/load.ts';
import { nearest, type Problem, ProblemCollector, sortProblems } from '../../src/facts/problems.ts';
import { type Entry, readList } from '../../src/facts/read.ts';
import { isoDate, plainText, slug } from '../../src/facts/schema/values.ts';
import { findTree, PACK_TEXTS } from '../../src/facts/tree.ts';
import { readYaml } from '../../src/facts/yaml.ts';
import { readEvaluation } from '../evaluation/questions.ts';
import { entriesOf, listText } from '../write/entries.ts';
import { type Finding, findingsOf, type Rule, type Written } from './rule.ts';
import { CLAIM_RULES } from './rules/claims.ts';
import { ENTRY_RULES } from './rules/entries.ts';
import { extractsBear } from './rules/extracts.ts';
import { SOURCE_RULES } from './rules/sources.ts';
import { STANDING_RULES } from './rules/standing.ts';
import { summariesRest } from './rules/summaries.ts';

export const RULES: readonly Rule[] = [
  ...[...CLAIM_RULES, ...ENTRY_RULES, ...SOURCE_RULES, ...STANDING_RULES],
  ...[extractsBear, summariesRest],
].sort((one, other) => (one.name < other.name ? -1 : 1));

/** Loads everything below `dir` (data/), evaluation too, and holds it to every rule, less the exceptions. Rules run only
    on facts that load: else their problems are all there is. Problems are errors first, then by file and line; `fixed` are
    the files that `fix` tidied first. Throws BotError `bad_data` only when there are no packs. */
export function lintData(dir: string, today: IsoDate, { fix = false }: { readonly fix?: boolean } = {}) {
  const fixed = fix ? fixFiles(dir) : [];
  const sink = new ProblemCollector();
  const { base, written } = readFacts(dir, sink);
  if (sink.problems.some(({ level }) => level === 'error')) return { problems: sortProblems(sink.problems), fixed };
  const evaluation = readEvaluation(dir, base, sink);
  const file = join(dir, 'exceptions.yaml');
  const exceptions = existsSync(file) ? readList(file, exceptionSchema, sink) : [];
  const left = applyExceptions(findingsIn({ ...written, evaluation }, today), exceptions, today);
  return { problems: sortProblems([...sink.problems, ...left]), fixed };
}

/** What all rules find. */
export const findingsIn = (written: Written, today: IsoDate): readonly Finding[] =>
  RULES.flatMap((rule) => findingsOf(rule, written, today));

/** A file without what forms say to whoever fills them in, and without spaces at the ends of lines; a list of facts ordered
    by id, comments with the entry below them. As it was when it can't be read, or when that would change what it says. */
export function tidied(text: string, isOrdered = true): string {
  const bare = text.replace(/^ *#\?.*\n/gm, '');
  const list = isOrdered ? listText(bare) : undefined;
  const blocks = list?.blocks.toSorted((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)) ?? [];
  const whole = list ? [list.head, ...blocks.map((block) => block.text)].join('') : bare;
  const result = `${whole.replace(/[ \t\r]+$/gm, '').trimEnd()}\n`;
  const [said, says] = [text, result].map((one) => readYaml(one));
  const isSame = list
    ? isDeepStrictEqual(entriesOf(text).sort(), entriesOf(result).sort())
    : said?.ok && says?.ok && isDeepStrictEqual(said.value, says.value);
  return isSame ? result : text;
}

/** Tidies every file of the packs below `dir`. Gives back the files it changed. */
function fixFiles(dir: string): string[] {
  const { packs } = findTree(dir);
  const ordered = packs.flatMap(({ facts, wordings }) => [...facts, ...wordings].map(({ file }) => file));
  const others = packs.flatMap(({ folder }) => PACK_TEXTS.map((name) => join(folder, name)));
  return [...others, ...ordered].filter(existsSync).filter((file) => {
    const text = readFileSync(file, 'utf8');
    const better = tidied(text, ordered.includes(file));
    if (better !== text) writeFileSync(file, better);
    return better !== text;
  });
}

export const exceptionSchema = z.strictObject({
  rule: slug,
  where: z.string().min(1).max(64),
  reason: plainText(300),
  until: isoDate,
});

/** Findings without those that an exception names; an exception that is outdated or that nothing needs is a problem itself. */
type Exception = Entry<z.output<typeof exceptionSchema>>;

function applyExceptions(all: readonly Finding[], exceptions: readonly Exception[], today: IsoDate): Problem[] {
  const keyOf = (one: Finding) => `${one.rule?.name} ${one.about}`;
  const needed = new Set(all.map(keyOf));
  const excused = new Set<string>();
  const names = RULES.map(({ name }) => name);
  const useless = exceptions.flatMap(({ value: { rule, where: about, until }, where }): Problem[] => {
    const fail = (message: string, tip: string): Problem[] => [{ level: 'error', where: where(), message, tip }];
    if (!names.includes(rule)) {
      const meant = nearest(rule, names);
      const tip = meant ? `Did you mean ${meant}?` : `Write rule: and one of ${names.join(', ')}.`;
      return fail(`there is no rule ${rule}`, tip);
    }
    const mend = 'Mend what it excused and take it out, or write a later until: and in reason: why it needs more time.';
    if (until < today) return fail(`this exception ended on ${until}`, mend);
    excused.add(`${rule} ${about}`);
    const isNeeded = needed.has(`${rule} ${about}`);
    return isNeeded ? [] : fail(`${rule} has nothing against ${about}`, 'Take the exception out.');
  });
  return [...all.filter((one) => !excused.has(keyOf(one))), ...useless];
}
