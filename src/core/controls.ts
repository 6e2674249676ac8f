import type { Answer } from './answer.ts';
import type { Say } from './language.ts';
import type { Call } from './question.ts';

/** Something to press below a card. `ask`: answer this call; `replace`: in place of the card, where only the asker sees it;
    `preview`: show what posting the card would post. */
export type Control =
  | { readonly kind: 'ask' | 'replace' | 'preview'; readonly label: string; readonly call: Call }
  | { readonly kind: 'open'; readonly label: string; readonly url: string };

export interface Controls {
  readonly buttons: readonly Control[];
  /** Undefined when there is nothing in it. */
  readonly menu?: { readonly label: string; readonly options: readonly Exclude<Control, { kind: 'open' }>[] };
}

/** Buttons beside which *Post here* still has its place; else it is the first of the menu. */
const ROOM = 2;

/** The buttons of an answer and its menu. `postable`: whether there is a channel to post it in. */
export function controlsOf({ actions, menu, share }: Answer, say: Say, postable: boolean): Controls {
  const asking = ({ label, call, replaces }: Exclude<Answer['actions'][number], { url: string }>) => ({
    kind: replaces ? ('replace' as const) : ('ask' as const),
    label,
    call,
  });
  const own = actions.map((action): Control => ('url' in action ? { kind: 'open', ...action } : asking(action)));
  const post = share && postable ? [{ kind: 'preview' as const, label: say('button-post'), call: share }] : [];
  const beside = own.length <= ROOM || menu === undefined;
  const options = [...(beside ? [] : post), ...(menu?.options ?? []).map(asking)];
  return {
    buttons: [...own, ...(beside ? post : [])],
    ...(menu && options.length > 0 && { menu: { label: menu.label, options } }),
  };
}
