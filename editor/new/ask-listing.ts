import type { Entity } from '../../src/core/fact.ts';
import { listingsArePositions } from '../lint/rules/listings-are-positions.ts';
import type { EntityInput, ListingInput } from '../write/entry-text.ts';
import { tryOut } from '../write/proposal.ts';
import { askCites } from './ask-cites.ts';
import { askEntity } from './ask-entity.ts';
import { declaredAgain } from './ask-pack.ts';
import { type Asker, NEW } from './asker.ts';
import { type Growing, proposalOf, said } from './growing.ts';

const LISTERS: readonly Entity['kind'][] = ['organisation', 'publication', 'person'];

/** Asks who lists the company of the pack for boycott, and on what grounds; it is then among `growing.listings`. */
export async function askListing(asker: Asker, growing: Growing): Promise<void> {
  const { today, written, served } = growing.workspace;
  const head = [...written.base.packs.values()].find(({ id }) => id === growing.pack);
  const listers = [...served.entities.values()].filter(({ kind }) => LISTERS.includes(kind));
  const picked = await asker.pick('by', {
    message: 'Who lists the company?',
    why: 'An organisation, a publication or a person. That they list it is a fact; that it deserves it is theirs to say.',
    choices: [
      { value: NEW, label: 'somebody whom the base does not know yet' },
      ...listers.map(({ id, name, kind }) => ({ value: String(id), label: name, hint: kind })),
    ],
  });
  const known = listers.find(({ id }) => id === picked);
  const by: EntityInput = known ? declaredAgain(known) : await askEntity(asker, growing, { key: 'lister' });
  const cites = await askCites(asker, growing, 'In which document do they list it?');
  const language = head?.languages[0] ?? 'en';
  const listing: ListingInput = {
    id: `${growing.pack}.a-new-listing`,
    company: String(head?.company ?? growing.pack),
    by: by.id,
    grounds: { [language]: `${by.name} lists it.` },
    cites,
    asOf: today,
  };
  const wrong = (change: Partial<ListingInput>, key: keyof ListingInput): string | undefined => {
    const proposal = proposalOf({ ...growing, listings: [{ ...listing, ...change }] });
    const found = tryOut(proposal, growing.workspace, [listingsArePositions]);
    return said(found.find(({ level, where }) => level === 'error' && where.startsWith(key)));
  };
  const grounds = await asker.text('grounds', {
    message: 'On what grounds?',
    why: 'As they state them, in your own words and naming them. No call to do anything: the bot says whose list it is.',
    example: `${by.name} says that …`,
    check: (answer) => wrong({ grounds: { [language]: answer } }, 'grounds'),
  });
  listing.grounds = { [language]: grounds };
  const label = await asker.text('label', {
    message: 'Does the list give it a label of its own?',
    why: 'Such as: Verified. Empty if not.',
    optional: true,
    check: (answer) => wrong({ label: answer }, 'label'),
  });
  if (label !== '') listing.label = label;
  const since = await asker.text('since', {
    message: 'Since when is it listed?',
    why: 'As exactly as they say: 2024, 2024-03 or 2024-03-12. Empty if they do not.',
    optional: true,
    check: (answer) => wrong({ since: answer }, 'since'),
  });
  if (since !== '') listing.since = since;
  listing.asOf = await asker.text('asOf', {
    message: 'On which day did you see it listed?',
    initial: today,
    check: (answer) => wrong({ asOf: answer }, 'asOf'),
  });
  const id = await asker.text('id', {
    message: 'Give the listing a short name',
    why: `Its id is ${growing.pack}. and this name.`,
    initial: `listed-by-${by.id}`,
    check: (answer) => wrong({ id: `${growing.pack}.${answer}` }, 'id'),
  });
  listing.id = `${growing.pack}.${id}`;
  growing.listings.push(listing);
}
