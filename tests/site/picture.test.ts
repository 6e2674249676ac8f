import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, expect, it } from 'vitest';
import { greyPng, openPainter, type Picture, pictureOf, wordsOf } from '../../site/picture.ts';
import { run } from '../base.ts';

let paint: (picture: Picture) => Buffer;
beforeAll(async () => {
  paint = await openPainter();
});

/** How dark each pixel is, 0 to 15, as another reader of PNG sees it. */
async function inkOf(png: Buffer): Promise<{ readonly width: number; readonly rows: readonly Uint8Array[] }> {
  const image = await loadImage(png);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const row = (y: number) =>
    Uint8Array.from({ length: width }, (_, x) => 15 - Math.round((data[4 * (y * width + x)] ?? 0) / 17));
  return { width, rows: Array.from({ length: height }, (_, y) => row(y)) };
}

const isBlank = (row: Uint8Array): boolean => row.every((ink) => ink === 0);

it('a picture of a card holds all of its words: the claim, its caveat, the other side, where they stand', async () => {
  const picture = pictureOf(await run('fact', 'norvane.ctb-spent'));
  expect(wordsOf(picture)).toMatch(/\[.+\].*·/s);
  const { width, rows } = await inkOf(paint(picture));
  expect([width, rows.length]).toEqual([1200, 630]);
  // Each line is drawn to its end: with another sign there the picture is another one.
  for (const at of picture.lines.keys()) {
    const lines = picture.lines.map((line, index) => (index === at ? `${line.slice(0, -1)}#` : line));
    expect(paint({ ...picture, lines }).equals(paint(picture))).toBe(false);
  }
  expect(paint(picture).equals(paint(picture))).toBe(true);
});

it('a picture of a card leaves its edges free, however long the text is, and is refused rather than cut', async () => {
  for (const times of [1, 12, 40, 60]) {
    const words = 'Norvane’s anvils weigh ninety-nine tonnes, said Ombudswoman Łucja Żółć. '.repeat(times).trim();
    const { rows } = await inkOf(paint({ heading: 'Heading', lines: [words], last: 'post.example' }));
    expect(rows.slice(0, 20).every(isBlank)).toBe(true);
    expect(rows.every((row) => isBlank(row.slice(0, 55)) && isBlank(row.slice(-55)))).toBe(true);
    // The last line stands alone.
    expect(rows.slice(575, 590).every(isBlank)).toBe(true);
    expect(rows.slice(590).every(isBlank)).toBe(false);
  }
  expect(() => paint({ heading: 'Heading', lines: ['anvil '.repeat(9_000)], last: '' })).toThrow();
});

it('writes greys that others read', async () => {
  const greys = Array.from({ length: 16 }, (_, grey) => [grey * 17, grey * 17, grey * 17, 255]).flat();
  const { width, rows } = await inkOf(greyPng(Uint8ClampedArray.from(greys), 4, 4));
  expect(width).toBe(4);
  expect(rows.flatMap((row) => [...row])).toEqual(Array.from({ length: 16 }, (_, grey) => 15 - grey));
});
