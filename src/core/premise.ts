import type { Decision } from './decide.ts';
import { type BaseView, compareWith, type Difference } from './differences.ts';
import type { Match, Query } from './retriever.ts';

/** Names, figures, dates and words that a question and a fact must have in common for one to be about the other. */
const SHARED = 2;

/** A question that takes something for granted which the nearest fact says otherwise is answered with that fact and with
    what differs: `didn't ICE pay the $148.5 million?`. Everything else it says must be in the fact. A fact that would be
    claimed is claimed no more, since it answers another question. */
export function correctPremise(text: string, query: Query, decision: Decision, base: BaseView): Decision {
  if (decision.kind === 'nothing' || ('stranger' in decision && decision.stranger !== undefined)) return decision;
  const beside = 'next' in decision ? decision.next : [];
  const all = 'between' in decision ? decision.between : [decision.best, ...beside];
  for (const match of all) {
    const otherwise = differencesOf(text, query, match, base);
    const [first, ...rest] = otherwise;
    if (!first) continue;
    if (decision.kind === 'claim' && !otherwise.some(({ kind }) => kind === 'direction')) {
      return { ...decision, otherwise: [first, ...rest] };
    }
    const next = all.filter((other) => other !== match);
    const why = [...decision.why, `asked with another ${first.kind}`];
    return { kind: 'nearest', best: match, next, lacks: [], otherwise: [first, ...rest], why };
  }
  return decision;
}

function differencesOf(text: string, query: Query, { fact }: Match, base: BaseView): readonly Difference[] {
  const { differences, unmatched, shared, tells, single } = compareWith(text, query.language, fact, base, true);
  // Who asks how much an agency paid takes nothing for granted; who names the sum does.
  if (differences.some(({ kind }) => kind === 'agency') && !single) return [];
  return unmatched.length === 0 && tells && shared >= SHARED ? differences : [];
}
