import type { Component, Message } from '../../../src/platforms/discord/message.ts';
import type { Inspection } from '../conformance.ts';
import { readMarkdown } from './markdown.ts';
import { messageProblems } from './rules.ts';

/** What is read of a message, piece by piece. */
interface Reading {
  visible: string;
  readonly links: string[];
  /** Mentions and all else that the client turns into something live. */
  readonly live: string[];
  /** Formatting that is no bold, no heading and no small text: none of it is ours. */
  readonly foreign: string[];
  headings: number;
  /** The source outside code and links, where the client looks for invites. */
  raw: string;
}

const INVITE = /(?:discord\.gg|discord(?:app)?\.com\/invite)\/[\w-]+/i;

function read(source: string, into: Reading): void {
  for (const piece of readMarkdown(source)) {
    switch (piece.kind) {
      case 'text':
        into.visible += piece.shown;
        into.raw += piece.source;
        break;
      case 'code':
        into.visible += piece.text;
        break;
      case 'link':
        into.links.push(piece.url);
        if (piece.label === undefined) into.visible += piece.url;
        else read(piece.label, into);
        break;
      case 'live':
        into.live.push(piece.text);
        into.visible += piece.text;
        break;
      case 'line':
        if (piece.level > 0) into.headings += 1;
        break;
      case 'foreign':
        into.foreign.push(piece.mark);
    }
  }
}

/** One message as its readers see it, and everything in it that Discord would refuse or that would notify somebody. */
export function inspect(
  message: Message,
): Inspection & { readonly foreign: readonly string[]; readonly headings: number } {
  const into: Reading = { visible: '', links: [], live: [], foreign: [], headings: 0, raw: '' };
  const show = (text: string): void => {
    read(text, into);
    into.visible += '\n';
    into.raw += '\n';
  };
  if (message.content !== undefined) show(message.content);
  const visit = (component: Component): void => {
    if (component.type === 10) show(component.content);
    if (component.type === 17) component.components.forEach(visit);
    if (component.type === 1) {
      for (const button of component.components) if (button.style === 5) into.links.push(button.url);
    }
  };
  message.components.forEach(visit);
  if (INVITE.test(into.raw)) into.live.push('an invite');
  const mentions = JSON.stringify(message.allowed_mentions);
  const loud = mentions === '{"parse":[],"replied_user":false}' ? [] : [`allowed_mentions ${mentions}`];
  return {
    visible: into.visible,
    // Discord has no second text: a screen reader reads the card itself.
    plain: into.visible,
    links: into.links,
    overLimits: messageProblems(message, 'channel'),
    pings: [...into.live, ...loud],
    foreign: into.foreign,
    headings: into.headings,
  };
}
