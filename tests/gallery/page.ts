import { readFileSync } from 'node:fs';
import type { Payload } from '../../editor/preview/payloads.ts';
import { escaped as html } from '../../site/markup.ts';
import { discordHtml } from './discord.ts';
import type { Scene } from './scenes.ts';
import { slackCss, slackHtml } from './slack.ts';

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The whole gallery as one page that fetches nothing. What it shows is chosen in its address: `#theme=dark&width=narrow`,
    `face=slack`, `language=es`, `scene=…` for one alone; `bare=` takes the switches away. */
export function page(scenes: readonly Scene[]): string {
  const languages = [...new Set(scenes.map((scene) => scene.language))];
  const names = [...new Set(scenes.map((scene) => scene.name))];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>Receipts: every kind of reply</title>
<style>${slackCss()}</style>
<style>${here('gallery.css')}</style>
<header>
${choice('theme', ['light', 'dark'])}
${choice('width', ['wide', 'narrow'])}
${choice('face', ['all', 'slack', 'discord', 'console'])}
${choice('language', languages)}
<label>scene <select id="scene"><option value="">all</option>${names.map((name) => `<option>${html(name)}</option>`).join('')}</select></label>
</header>
<main>
${scenes.map(section).join('\n')}
</main>
<script>${here('gallery.js')}</script>
</html>
`;
}

function choice(name: string, values: readonly string[]): string {
  const radios = values.map(
    (value, index) =>
      `<label><input type="radio" name="${name}" value="${value}"${index === 0 ? ' checked' : ''}>${value}</label>`,
  );
  return `<fieldset><legend>${name}</legend>${radios.join('')}</fieldset>`;
}

function section(scene: Scene): string {
  const of = (platform: Payload['platform']): readonly Payload[] =>
    scene.payloads.filter((payload) => payload.platform === platform);
  const typed = scene.typed === undefined ? '' : ` <code>${html(scene.typed || '(nothing)')}</code>`;
  const faces = [
    face(
      'slack',
      of('slack').map((payload) => frame(scene, payload, slackHtml(payload))),
    ),
    face(
      'discord',
      of('discord').map((payload) => frame(scene, payload, discordHtml(payload))),
    ),
    face('console', consoles(scene)),
  ];
  return `<section data-scene="${html(scene.name)}" data-language="${html(scene.language)}">
<h2>${html(scene.name)}${typed}</h2>
<div class="faces">${faces.join('')}</div>
</section>`;
}

function face(name: string, frames: readonly string[]): string {
  return frames.length === 0 ? '' : `<div class="face" data-face="${name}">${frames.join('')}</div>`;
}

function frame(scene: Scene, { kind, name }: Payload, inside: string): string {
  const how = name === scene.name ? '' : name.replace(`${scene.name}, `, '').replaceAll(', ', ' → ');
  return `<figure><figcaption>${html([how, kind].filter((word) => word !== '').join(' · '))}</figcaption><div class="screen">${inside}</div></figure>`;
}

function consoles({ console: shown }: Scene): readonly string[] {
  if (!shown) return [];
  return (['wide', 'narrow'] as const).map(
    (width) =>
      `<figure data-width="${width}"><figcaption>console</figcaption><div class="screen"><pre class="console">${html(shown[width])}</pre></div></figure>`,
  );
}
