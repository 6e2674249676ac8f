import { z } from 'zod';
import type {
  AmountNature,
  EntityKind,
  FactKind,
  FactStatus,
  Reading,
  Source,
  SourceKind,
} from '../../core/fact.ts';

/** What each word of a list means, in words for an editor: editors show it beside the word, and so do the prompts. */
export type Meanings<Word extends string> = Readonly<Record<Word, string>>;

/** One word of a list, each explained to whoever chooses among them. */
export function oneOf<const Word extends string>(
  words: readonly Word[],
  meanings: Meanings<Word>,
  description: string,
) {
  return z.enum(words).meta({ description, enumDescriptions: words.map((word) => meanings[word]) });
}

export const FACT_KIND_MEANS: Meanings<FactKind> = {
  finding: 'somebody looked into it and publishes what they found',
  report: 'the press reports it',
  record: 'a document of a government or a court says it',
  'company-statement': 'the company says it about itself',
  letter: 'an open letter or a petition says it',
  opinion: 'somebody holds it',
  summary: 'what other facts of the base say together; it names them in rests',
  metadata: 'about a document: who wrote it, when',
};

export const FACT_STATUS_MEANS: Meanings<FactStatus> = {
  stands: 'nothing speaks against it; the same as leaving the key out',
  contested: 'sources disagree; name the other facts in disagreesWith',
  superseded: 'a newer fact takes its place; it needs an entry in corrections',
  withdrawn: 'it was wrong; it needs an entry in corrections, and answers then say only that',
};

export const AMOUNT_NATURE_MEANS: Meanings<AmountNature> = {
  paid: 'a source says that it was spent',
  award: 'the value of a contract as reported, not what was spent on it',
  ceiling: 'the most that a contract can reach; it is not a payment',
  estimate: 'somebody guesses',
  price: 'a price for something that was bought',
  pledge: 'somebody promises it',
  offer: 'somebody offers it',
};

export const SOURCE_KIND_MEANS: Meanings<SourceKind> = {
  research: 'an organisation that looked into it and publishes what it found',
  advocacy: 'the same, by an organisation that campaigns on the matter',
  press: 'a newspaper, magazine or news site',
  company: 'the company about itself: a statement, a press release, its page',
  record: 'a government or a court: a contract, a report, a law',
  data: 'records that somebody else collects and lists',
  letter: 'an open letter or a petition',
  wiki: 'a page that many people edit',
  campaign: 'the page of a campaign',
};

export const READING_MEANS: Meanings<Reading> = {
  whole: 'all of it was read',
  opening: 'only its beginning could be read',
  copy: 'a copy of it was read elsewhere',
  citation: 'only its address is known, from another document',
  'not-found': 'it could not be found',
};

export const ENTITY_KIND_MEANS: Meanings<EntityKind> = {
  company: 'a firm',
  brand: 'a name that a company sells under',
  agency: 'an office of a government',
  contractor: 'a firm that builds or sells for an agency',
  system: 'a data base or a programme of an agency',
  product: 'something that a company sells',
  person: 'somebody',
  organisation: 'a group, a campaign, a union',
  publication: 'a newspaper or a web site',
};

export const TITLE_MEANS: Meanings<NonNullable<Source['titleIs']>> = {
  description: 'our own words, or words of its address',
};

export const COPY_MEANS: Meanings<NonNullable<Source['copy']>> = {
  mirror: 'the whole page, kept by somebody else',
  syndicated: 'the same article, sold to another newspaper',
  reprint: 'printed again elsewhere',
  upload: 'a file that somebody put on the web',
};
