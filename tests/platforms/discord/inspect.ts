import type { Component, Message } from '../../../src/platforms/discord/message.ts';
import type { Inspection } from '../conformance.ts';
import { messageProblems } from './rules.ts';

/** What Discord's client makes of markdown, by the rules of its own parser (simple-markdown, in its order). */
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

const RULES = {
  block: /^```(?:[a-z0-9_+\-.#]+\n)?\n*([^\n][\s\S]*?)\n*```/i,
  code: /^(`+)([\s\S]*?[^`])\1(?!`)/,
  escape: /^\\([^0-9A-Za-z\s])/,
  masked:
    /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/,
  bracketed: /^<([^: >]+:\/[^ >]+)>/,
  bare: /^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/i,
  live: /^(?:<@!?\d+>|<@&\d+>|<#\d+>|<\/[^<>]+:\d+>|<t:-?\d+(?::\w)?>|<a?:\w+:\d+>|<id:\w+>|@everyone|@here)/,
  bold: /^\*\*/,
  foreign: /^(?:\|\||~~|__|\*|_)/,
};
const INVITE = /(?:discord\.gg|discord(?:app)?\.com\/invite)\/[\w-]+/i;

function read(source: string, into: Reading): void {
  let rest = source;
  let lineStart = true;
  const take = (match: RegExpExecArray, shown: string): void => {
    into.visible += shown;
    rest = rest.slice(match[0].length);
  };
  while (rest !== '') {
    if (lineStart) {
      const own = /^(?:(#{1,3})|-#) /.exec(rest);
      if (own) {
        if (own[1]) into.headings += 1;
        rest = rest.slice(own[0].length);
      }
      const foreign = /^\s*(?:>>> |> |[-*+] |\d+[.)] |#{1,3} |-# )/.exec(rest);
      if (foreign) into.foreign.push(foreign[0]);
    }
    lineStart = false;
    const [first = ''] = rest;
    let match: RegExpExecArray | null = null;
    if (first === '`') {
      match = RULES.block.exec(rest);
      if (match) {
        take(match, match[1] ?? '');
        continue;
      }
      match = RULES.code.exec(rest);
      if (match) {
        take(match, match[2] ?? '');
        continue;
      }
    }
    match = RULES.escape.exec(rest);
    if (match) {
      into.raw += match[0];
      take(match, match[1] ?? '');
      continue;
    }
    match = first === '[' ? RULES.masked.exec(rest) : null;
    if (match) {
      into.links.push(match[2] ?? '');
      rest = rest.slice(match[0].length);
      read(match[1] ?? '', into);
      continue;
    }
    match = RULES.bracketed.exec(rest) ?? RULES.bare.exec(rest);
    if (match) {
      into.links.push(match[1] ?? match[0]);
      take(match, match[1] ?? match[0]);
      continue;
    }
    match = RULES.live.exec(rest);
    if (match) {
      into.live.push(match[0]);
      take(match, match[0]);
      continue;
    }
    match = RULES.bold.exec(rest);
    if (match) {
      take(match, '');
      continue;
    }
    match = RULES.foreign.exec(rest);
    if (match) into.foreign.push(match[0]);
    into.visible += first;
    into.raw += first;
    rest = rest.slice(first.length);
    lineStart = first === '\n';
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
