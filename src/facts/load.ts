import { join } from 'node:path';
import { freezeDeep } from './freeze.ts';
import { joinPacks } from './join.ts';
import { openLanguages } from './languages.ts';
import { ProblemCollector, throwIfBad } from './problems.ts';
import { readPack } from './read.ts';
import { readLanguages, readTalk } from './read-languages.ts';
import { findTree, TALK } from './tree.ts';

/** What the bot needs of data/. */
export type Loaded = ReturnType<typeof readFacts>;

/** Reads, checks, joins and freezes all facts and languages below `dir` (data/). Synchronous: the bot can do nothing
    before it. Throws BotError `bad_data` that lists every problem at once, each as `file:line:column`, what is wrong and
    what to type (`BadData.problems` holds them one by one). */
export function loadFacts(dir: string): Loaded {
  const collector = new ProblemCollector();
  const loaded = readFacts(dir, collector);
  throwIfBad(collector.problems);
  return loaded;
}

/** The same, with what is wrong put into the collector. */
export function readFacts(dir: string, collector: ProblemCollector) {
  const tree = findTree(dir);
  for (const stray of tree.strays) {
    const tip = 'Look how its neighbours are spelt: facts/<topic>.yaml, facts/<topic>.es.yaml, sources.yaml.';
    collector.error(`${stray}:1:1`, 'is no file that anybody reads', tip);
  }
  const languageData = readLanguages(tree.languages, collector);
  const languages = openLanguages(languageData);
  const talk = readTalk(join(dir, TALK), collector);
  const packs = tree.packs.flatMap((files) => readPack(files, collector) ?? []);
  for (const { pack } of languages.size > 0 ? packs : []) {
    for (const [index, tag] of pack.value.languages.entries()) {
      if (languages.has(tag)) continue;
      const tip = `Write data/languages/${tag}.yaml, or leave it out.`;
      collector.error(pack.where(['languages', index]), `the bot does not speak ${tag}`, tip);
    }
  }
  const written = joinPacks(packs, collector);
  const served = packs.filter((pack) => pack.served);
  const { base } = served.length === packs.length ? written : joinPacks(served, collector);
  return {
    /** Every pack but those whose folder begins with `_`. Frozen, maps too. */
    base: freezeDeep(base),
    languages,
    /** The same as plain data, for a file or a page. */
    languageData,
    talk,
    /** All packs, `_template` too, with the place of everything: for lint, and for nobody who answers. */
    written,
  };
}
