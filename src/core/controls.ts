import type { Answer, Asking } from './answer.ts';
import type { Say } from './language.ts';
import type { Call } from './question.ts';

/** Something to press below a card that asks. `ask`: answer this call; `replace`: in place of the card, where only the asker
    sees it; `preview`: show what posting the card would post. */
interface AskingControl {
  readonly kind: 'ask' | 'replace' | 'preview';
  readonly label: string;
  readonly call: Call;
}
export type Control = AskingControl | { readonly kind: 'open'; readonly label: string; readonly url: string };

export interface Controls {
  readonly buttons: readonly Control[];
  readonly menu?: { readonly label: string; readonly options: readonly AskingControl[] };
}

/** Buttons beside which *Post here* still has its place; else it is the first of the menu. */
const ROOM = 2;

/** The buttons of an answer and its menu. `postable`: whether there is a channel to post it in. */
export function controlsOf({ actions, menu, share }: Answer, say: Say, postable: boolean): Controls {
  const asking = ({ replaces, ...rest }: Asking): AskingControl => ({ kind: replaces ? 'replace' : 'ask', ...rest });
  const own = actions.map((action): Control => ('url' in action ? { kind: 'open', ...action } : asking(action)));
  const preview: AskingControl | undefined = share && { kind: 'preview', label: say('button-post'), call: share };
  const post = preview && postable ? [preview] : [];
  const beside = own.length <= ROOM || menu === undefined;
  const options = [...(beside ? [] : post), ...(menu?.options ?? []).map(asking)];
  return {
    buttons: [...own, ...(beside ? post : [])],
    ...(menu && options.length > 0 && { menu: { label: menu.label, options } }),
  };
}
