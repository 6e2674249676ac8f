import { find } from '../finding.ts';
import type { Rule } from '../rule.ts';

export const urlsAreArchived: Rule = {
  name: 'urls-are-archived',
  why: 'Pages change and vanish; an archived copy shows what a reader of the day could see.',
  *check(written) {
    for (const { id, url, archivedUrl } of written.base.sources.values()) {
      if (url === undefined || archivedUrl !== undefined) continue;
      const tip = 'Save the page at web.archive.org and write its address as archivedUrl.';
      yield find(
        written,
        { kind: 'source', id, path: ['url'] },
        `${id} has no archived copy`,
        tip,
        'warning',
      );
    }
  },
};
