import { describe, expect, it } from 'vitest';
import { withCopy } from '../../../editor/new/write-copies.ts';

const URL_OF_A = 'https://a.example.com/x#y';
const COPY = 'https://web.archive.org/web/20180601000000/https://a.example.com/x';

describe('a copy', () => {
  it('is written below the address, and nothing else is changed', () => {
    const text = `# schema\n- id: a\n  url: ${URL_OF_A}\n  note: >-\n    One\n    two\n- url: "https://b.example.com/"\n  id: b\n`;
    expect(withCopy(text, URL_OF_A, COPY)).toBe(
      text.replace(`${URL_OF_A}\n`, `${URL_OF_A}\n  archivedUrl: ${COPY}\n`),
    );
    expect(withCopy(text, 'https://b.example.com/', COPY)).toBe(
      text.replace('com/"\n', `com/"\n  archivedUrl: ${COPY}\n`),
    );
  });

  it('keeps the line ends of the file', () => {
    expect(withCopy(`- id: a\r\n  url: ${URL_OF_A}\r\n`, URL_OF_A, COPY)).toBe(
      `- id: a\r\n  url: ${URL_OF_A}\r\n  archivedUrl: ${COPY}\r\n`,
    );
  });

  it.each([
    ['there are two such addresses', `- url: ${URL_OF_A}\n- url: ${URL_OF_A}\n`],
    ['there is a copy', `- url: ${URL_OF_A}\n  archivedUrl: https://c.example.com/\n`],
    ['it is none of its lines', `- { url: "${URL_OF_A}" }\n`],
    ['it is part of a text', `- note: |-\n    url: ${URL_OF_A}\n`],
    ['it is no list', `url: ${URL_OF_A}\n`],
    ['it can not be read', `- url: ${URL_OF_A}\n  - [\n`],
    ['it is empty', ''],
  ])('is left to people when %s', (_, text) => expect(withCopy(text, URL_OF_A, COPY)).toBeUndefined());
});
