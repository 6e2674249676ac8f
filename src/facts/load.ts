import type { FactBase, LanguageTag } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { freezeDeep } from './freeze.ts';
import { type Disagreement, joinPacks, type WrittenFacts } from './join.ts';
import { joinLanguages } from './languages.ts';
import { type Problem, sortProblems, throwIfBad } from './problems.ts';
import { readLanguages } from './raw-languages.ts';
import { type RawPack, readPack } from './raw-pack.ts';
import { newSink, type Sink } from './read.ts';
import type { LanguageEntry } from './schema/language.ts';
import { findTree } from './tree.ts';

/** What the bot needs of data/. */
export interface Loaded {
  /** Every pack but those whose folder begins with `_`. Frozen, maps too. */
  readonly base: FactBase;
  readonly languages: ReadonlyMap<LanguageTag, Language>;
  /** What the files of the languages say, as it is compiled. */
  readonly languageFiles: readonly LanguageEntry[];
  /** Where sources of served packs differ or are loose, and how a reader gets to see it. */
  readonly disagreements: readonly Disagreement[];
  /** All packs, `_template` too, with the place of everything: for lint, and for nobody who answers. */
  readonly written: WrittenFacts;
  readonly warnings: readonly Problem[];
}

/** Reads, checks, joins and freezes all facts and languages below `dir` (data/). Synchronous: the bot can do nothing
    before it. Throws BotError `bad_data` that lists every problem at once, each as `file:line:column`, what is wrong and
    what to type (`BadData.problems` holds them one by one). */
export function loadFacts(dir: string): Loaded {
  const sink = newSink();
  const loaded = readFacts(dir, sink);
  throwIfBad(sink.problems);
  return { ...loaded, warnings: sortProblems(sink.problems) };
}

/** The same, with what is wrong put into the sink. */
export function readFacts(dir: string, sink: Sink): Omit<Loaded, 'warnings'> {
  const tree = findTree(dir);
  for (const stray of tree.strays) {
    const tip = 'Look how its neighbours are spelt: facts/<topic>.yaml, facts/<topic>.es.yaml, sources.yaml.';
    sink.problems.push({
      level: 'error',
      where: `${stray}:1:1`,
      message: 'is no file that anybody reads',
      tip,
    });
  }
  const entries = readLanguages(tree.languages, sink);
  const languages = joinLanguages(entries, sink);
  const packs = tree.packs.flatMap((files) => readPack(files, sink) ?? []);
  checkLanguages(packs, languages, sink);
  const written = joinPacks(packs, sink);
  const served = packs.filter((pack) => pack.served);
  const { base, disagreements } = served.length === packs.length ? written : joinPacks(served, sink);
  const languageFiles = entries.map(({ value }) => value);
  return { base: freezeDeep(base), languages, languageFiles, disagreements, written };
}

function checkLanguages(
  packs: readonly RawPack[],
  languages: ReadonlyMap<LanguageTag, Language>,
  sink: Sink,
): void {
  if (languages.size === 0) return;
  for (const { pack } of packs) {
    for (const [index, tag] of pack.value.languages.entries()) {
      if (languages.has(tag)) continue;
      const message = `the bot does not speak ${tag}`;
      const tip = `Write data/languages/${tag}.yaml, or leave it out.`;
      sink.problems.push({ level: 'error', where: pack.where(['languages', index]), message, tip });
    }
  }
}
