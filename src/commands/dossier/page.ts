import type { Action, Answer, Passage } from '../../core/answer.ts';
import type { Citations } from '../../core/citations.ts';
import { closing } from '../../core/compose.ts';
import type { Fact } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import type { Company } from './company.ts';

/** What a page of a dossier needs besides its passages. */
export interface Page {
  readonly heading: string;
  /** What asks for it: `contracts`, `timeline`. */
  readonly word: string;
  readonly number: number;
  readonly pages: number;
}

/** One page of a list; a number beyond the last gives the last. */
export function paged<Item>(
  all: readonly Item[],
  size: number,
  wanted: number,
): { readonly shown: readonly Item[]; readonly page: Pick<Page, 'number' | 'pages'> } {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const number = Math.min(Math.max(1, wanted), pages);
  return { shown: all.slice((number - 1) * size, number * size), page: { number, pages } };
}

/** A page as an answer: the way to the next one and back to the company under it. */
export function pageAnswer(
  { company, named }: Company,
  { heading, word, number, pages }: Page,
  body: readonly Passage[],
  shown: readonly Fact[],
  citations: Citations,
  context: Context,
): Answer {
  const { language } = context;
  const self = (page: number): string => [company.id, word, ...(page > 1 ? [page] : [])].join(' ');
  const actions: Action[] = [];
  if (number < pages) {
    actions.push({
      label: language.say('button-next'),
      call: { command: 'boycott', text: self(number + 1) },
    });
  }
  actions.push({
    label: language.say('button-company', { company: named.name }),
    call: { command: 'boycott', text: company.id },
  });
  return {
    outcome: 'answered',
    heading: pages > 1 ? `${heading} (${number}/${pages})` : heading,
    body,
    citations: citations.all(),
    ...closing(shown, citations, context),
    actions,
    facts: [...new Set(body.flatMap((passage) => passage.facts))],
    offered: [],
    share: { command: 'boycott', text: self(number) },
    audience: context.settings.audience,
    language: language.tag,
  };
}
