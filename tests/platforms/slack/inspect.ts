import { textIn } from '../../../src/platforms/slack/render.ts';
import type { Inspection } from '../conformance.ts';
import { blockProblems, isRecord, list } from './rules.ts';

/** What a Slack client shows of a message, and what is in it for a notification, by Slack's rules alone. */
export function inspect(message: unknown): Inspection {
  const { text, blocks } = isRecord(message) ? message : {};
  const seen = { visible: [] as string[], links: [] as string[], pings: [] as string[] };
  for (const block of list(blocks)) look(block, seen);
  const words = typeof text === 'string' ? text : '';
  return {
    visible: seen.visible.join('\n'),
    plain: unescaped(words),
    links: [...seen.links, ...markup(words).filter((inside) => /^[a-z]+:/u.test(inside))],
    overLimits: blockProblems(message, textIn(blocks)),
    pings: [...seen.pings, ...markup(words)],
  };
}

/** Everything in mrkdwn that Slack reads as a mention, a link or a date: what stands between raw angle brackets. */
export function markup(text: string): string[] {
  return [...text.matchAll(/<([^<>]*)>/gu)].map(([, inside = '']) => inside);
}

export function unescaped(text: string): string {
  return text.replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&amp;/gu, '&');
}

interface Seen {
  readonly visible: string[];
  readonly links: string[];
  readonly pings: string[];
}

function look(block: unknown, seen: Seen): void {
  if (!isRecord(block)) return;
  switch (block['type']) {
    case 'rich_text':
      for (const part of list(block['elements'])) {
        seen.visible.push(
          list(isRecord(part) ? part['elements'] : [])
            .map((leaf) => shown(leaf, seen))
            .join(''),
        );
      }
      return;
    case 'header':
      seen.visible.push(objectText(block['text'], seen));
      return;
    case 'context':
      for (const one of list(block['elements'])) seen.visible.push(objectText(one, seen));
      return;
    case 'actions':
      for (const one of list(block['elements'])) {
        if (!isRecord(one)) continue;
        seen.visible.push(objectText(one['text'], seen));
        if (typeof one['url'] === 'string') seen.links.push(one['url']);
      }
      return;
    default:
      seen.pings.push(`a block of another type: ${String(block['type'])}`);
  }
}

function shown(leaf: unknown, seen: Seen): string {
  if (!isRecord(leaf)) return '';
  const text = typeof leaf['text'] === 'string' ? leaf['text'] : '';
  if (leaf['type'] === 'link' && typeof leaf['url'] === 'string') seen.links.push(leaf['url']);
  else if (leaf['type'] !== 'text') seen.pings.push(`an element that is live: ${String(leaf['type'])}`);
  return text;
}

function objectText(object: unknown, seen: Seen): string {
  if (!isRecord(object) || typeof object['text'] !== 'string') return '';
  if (object['type'] !== 'plain_text' || object['emoji'] !== false) seen.pings.push('text that is not plain');
  return object['text'];
}
