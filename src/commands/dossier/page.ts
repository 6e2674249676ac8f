import { type Answer, type Asking, button, type Passage } from '../../core/answer.ts';
import type { Citations } from '../../core/citations.ts';
import { claiming, openMenu } from '../../core/compose.ts';
import type { Fact } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import type { Company } from './company.ts';

/** Which page of how many; `word`: what asks for it: `contracts`, `timeline`. */
interface Page {
  readonly heading: string;
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

/** A page as an answer: under it the way to the next one and back to the company, or to the list of them, and a menu that
    opens what it lists, or one of its own. */
export function pageAnswer(
  of: Company | undefined,
  { heading, word, number, pages }: Page,
  body: readonly Passage[],
  shown: readonly Fact[],
  citations: Citations,
  context: Context,
  menu: Pick<Answer, 'menu'> = openMenu(shown, context),
): Answer {
  const { say } = context.language;
  const self = (page: number): string => [...(of ? [of.company.id] : []), word, ...(page > 1 ? [page] : [])].join(' ');
  const next: Asking = { ...button(say('button-next'), 'boycott', self(number + 1)), replaces: true };
  const back = of ? button(of.named.name, 'boycott', of.company.id) : button(say('companies'), 'boycott', 'list');
  return claiming(body, citations, context, {
    heading: pages > 1 ? `${heading} (${number}/${pages})` : heading,
    actions: number < pages ? [next, back] : [back],
    ...menu,
    share: { command: 'boycott', text: self(number) },
  });
}
