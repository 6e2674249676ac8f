/** What the page tells the worker. */
export type Told =
  | { readonly kind: 'open'; readonly data: string }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly command: string;
      readonly text: string;
      readonly language: string;
    }
  | { readonly kind: 'suggest'; readonly id: number; readonly text: string; readonly language: string };

/** What the worker tells the page. */
export type Heard =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly html: string }
  | { readonly kind: 'suggested'; readonly id: number; readonly texts: readonly string[] };
