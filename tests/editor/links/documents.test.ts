import { describe, expect, it } from 'vitest';
import { belongsTo, documentText, type SavedFile } from '../../../editor/links/documents.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { dataFolder, fact, source } from '../../facts/data-folder.ts';

const dir = () =>
  dataFolder({
    'packs/acme/sources.yaml': [
      source({ id: 'post-acme', title: 'Acme turns 75', url: 'https://www.post.example.org/acme/' }),
      source({ id: 'herald', title: 'Acme', url: 'https://herald.example.org/75' }),
      source({ id: 'letter', title: 'A letter', url: 'https://mirror.example.org/letter', copy: 'mirror' }),
      source({
        id: 'letter-original',
        title: 'A letter',
        url: 'https://own.example.org/letter',
        read: 'not-found',
      }),
      source({ id: 'twin-one', title: 'Twins', url: 'https://one.example.org/' }),
      source({ id: 'twin-two', title: 'Twins', url: 'https://two.example.org/' }),
    ],
    'packs/acme/facts/history.yaml': [fact({ cites: [{ source: 'post-acme' }] })],
  });

const ownerOf = (name: string, text: string, index: Readonly<Record<string, string>> = {}) => {
  const sources = [...loadFacts(dir()).base.sources.values()];
  const belongs = belongsTo({ name, text }, sources, new Map(Object.entries(index)));
  return belongs.ok ? belongs.source : belongs.why;
};

describe('a saved document', () => {
  it.each([
    ['by its name', 'post-acme.txt', 'anything'],
    ['by its name, as a second version', 'post-acme.2018.html', 'anything'],
    ['by its address in the first lines', '001.txt', 'Saved from http://post.example.org/acme#top\n\nText'],
    ['by its title, the longest that stands there', '002.txt', 'Main content\n\nAcme\nACME turns 75\nText'],
    [
      'by its canonical link',
      '003.html',
      '<link rel="canonical" href="https://www.post.example.org/acme/"><p>Acme</p>',
    ],
    ['by its title as a heading', '004.md', '# Acme turns 75\n\nText'],
  ])('is known %s', (_, name, text) => expect(ownerOf(name, text)).toBe('post-acme'));

  it('is what the index says before all else', () => {
    expect(ownerOf('post-acme.txt', 'Acme turns 75', { 'post-acme.txt': 'herald' })).toBe('herald');
    expect(ownerOf('a.txt', 'Acme turns 75', { 'a.txt': 'herold' })).toMatch(/herold, which is no source/);
  });

  it('is the one that was read, of two with one title', () => {
    expect(ownerOf('a.txt', 'A letter\n\nDear all')).toBe('letter');
  });

  it('is nobody’s when that can not be told', () => {
    expect(ownerOf('a.txt', 'Twins\n\nText')).toMatch(/each of twin-one, twin-two/);
    expect(ownerOf('a.txt', 'Other words')).toMatch(/belongs to no source/);
    expect(ownerOf('a.txt', '')).toMatch(/belongs to no source/);
    const deep = `${'line\n'.repeat(30)}https://herald.example.org/75\nAcme turns 75`;
    expect(ownerOf('a.txt', deep)).toMatch(/belongs to no source/);
  });
});

it('a document’s markup is no part of its words', () => {
  const file = (name: string, text: string): SavedFile => ({ name, text });
  expect(documentText(file('a.md', '> We **will** close [the plant](https://a.example) in `spring`.'))).toBe(
    'We will close the plant in spring.',
  );
  expect(documentText(file('a.html', 'We <i>will</i> close')).trim()).toBe('We will close');
  expect(documentText(file('a.txt', 'We *will* <close>'))).toBe('We *will* <close>');
});
