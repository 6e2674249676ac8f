import type { FactId, PackId } from './fact.ts';
import type { Context } from './ports.ts';

/** Paths on the site, from the root of one language's pages. */
export const factPath = (id: FactId): string => `facts/${id}.html`;
export const companyPath = (id: PackId): string => `companies/${id}.html`;

/** The address of a page of the site in the answer's language: the base's own at the root, each other one in a folder of
    its name. Undefined when the bot has no site. */
export function addressOf(
  path: string,
  { site, language, retriever }: Pick<Context, 'site' | 'language' | 'retriever'>,
): string | undefined {
  if (site === undefined) return undefined;
  const folder = language.tag === retriever.lexicon.language.tag ? '' : `${language.tag}/`;
  return `${site}/${folder}${path}`;
}
