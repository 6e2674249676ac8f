import type { LinkReport } from '../../../editor/links/outcome.ts';
import { checkLinks, type LinkJob, type Reach } from '../../../editor/links/run.ts';
import type { Tries } from '../../../editor/links/tries.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { wrongUrl } from '../../../src/facts/schema/urls.ts';
import { dataFolder, fact, otherFact, source } from '../../facts/data-folder.ts';

/** What the first source is quoted with. */
export const QUOTE = 'We will close the plant in spring.';

/** A base whose sources have these addresses, by their ids; the first is quoted. */
export function job(
  urls: Readonly<Record<string, string>>,
  reach: Reach,
  changes: Partial<LinkJob> = {},
): LinkJob {
  const ids = Object.keys(urls);
  const dir = dataFolder({
    'packs/acme/sources.yaml': ids.map((id) => source({ id, title: id, url: urls[id] })),
    'packs/acme/facts/history.yaml': [
      fact({ cites: [{ source: ids[0], quote: QUOTE }] }),
      otherFact({ cites: ids.slice(-6).map((id) => ({ source: id })) }),
    ],
  });
  const { base, written } = loadFacts(dir);
  return {
    base,
    where: (kind, id, path) => written.where(kind, id, path).replace(`${dir}/`, ''),
    choice: {},
    archives: false,
    before: new Map(),
    today: '2026-11-26',
    wrong: wrongUrl,
    reach,
    ...changes,
  };
}

export async function reportOf(one: LinkJob): Promise<{ report: LinkReport; tries: Tries }> {
  const run = await checkLinks(one);
  if (run.kind !== 'done') throw new Error('offline');
  return run;
}
