import type { Fact, FactBase } from '../../src/core/fact.ts';
import { fold } from '../../src/core/text.ts';

/** How English names a witness: by a verb of saying, or by the document that says it. */
const VERBS =
  /\b(?:says?|said|saying|reports?|reported|writes?|wrote|told|tells?|calls?|called|lists?|listed|labels?|labelled|describes?|described|states?|stated|announces?|announced|quotes?|quoted|counts?|counted|puts?|gives?|gave|notes?|noted|names?|named|according to|asks?|asked|urges?|urged|argues?|argued|denied|denies|tweeted|posted|replied|answered|credits?|credited|records?|recorded|shows?|publish(?:es|ed)|cites?|cited|mentions?|mentioned|discloses?|disclosed|estimates?|estimated|explains?|explained|finds?|found|adds?|added|repeats?|repeated|demand(?:s|ed)|promise[sd]?|pledge[sd]?|signed|letter|petition|announcement|press release|page|compilation|assessment|disclosure)\b|\bby [^.]{2,60}['’]s? (?:count|account|reading|estimate)\b|\bper \p{Lu}/iu;

/** Whether a claim names who says so: by a verb of saying, the document that says it, or a publisher or author that it cites. */
export function isAttributed({ wordings, cites }: Fact, { sources }: FactBase): boolean {
  const [wording] = wordings.values();
  const claim = wording?.claim ?? '';
  if (VERBS.test(claim)) return true;
  const folded = ` ${fold(claim)} `;
  return cites.some(({ source }) => {
    const { publisher = '', author = '' } = sources.get(source) ?? {};
    const names = [
      publisher,
      publisher.replace(/ *[(,].*$/, ''),
      /\(([^)]+)\)/.exec(publisher)?.[1] ?? '',
      author,
    ];
    return names.some((name) => fold(name) !== '' && folded.includes(` ${fold(name)} `));
  });
}
