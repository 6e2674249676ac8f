import type { FactBase } from '../src/core/fact.ts';
import { companyPath, factPath } from '../src/core/permalink.ts';
import type { Call } from '../src/core/question.ts';

/** Pages that stand once in each language, from the root of its pages. */
export const CORRECTIONS = 'corrections.html';
export const SOURCES = 'sources.html';
export const FRONT = 'index.html';

/** Pages of a dossier that are parts of a company's page here. */
const PARTS: ReadonlySet<string> = new Set(['timeline', 'sources', 'brands']);

/** The place of a topic on the page of its company; its other parts are called by their own names. */
export const topicAnchor = (id: string): string => `topic-${id}`;

/** Where a call leads when it is followed as a link; undefined where no page answers it. `root`: the way to the root of the
    language's pages, `''` or `../`. */
export type Lead = (call: Call) => string | undefined;

export function leadsFrom(root: string, facts: FactBase): Lead {
  return ({ command, text }) => {
    const [first = '', second = ''] = text.trim().split(/\s+/);
    if (command === 'fact' || command === 'cite') {
      const fact = [...facts.facts.values()].find(({ id }) => id === first);
      return fact && `${root}${factPath(fact.id)}${command === 'cite' ? '#cite' : ''}`;
    }
    if (command !== 'boycott') return undefined;
    if (text === '' || text === 'list') return `${root}${FRONT}#companies`;
    const pack = packNamed(text, first, facts);
    if (!pack) return undefined;
    const page = `${root}${companyPath(pack.id)}`;
    if (pack.topics.some(({ id }) => id === second)) return `${page}#${topicAnchor(second)}`;
    return PARTS.has(second) ? `${page}#${second}` : page;
  };
}

function packNamed(text: string, first: string, facts: FactBase) {
  return [...facts.packs.values()].find(({ company }) => {
    const name = facts.entities.get(company)?.name;
    return company === first || name === text;
  });
}
