/** What a worker is for: each kind has one of its own, so that a suggestion never waits until answers are ready. */
export type Part = 'answers' | 'suggestions';

/** What the page tells a worker. */
export type Told =
  | { readonly kind: 'open'; readonly part: Part; readonly data: string }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly command: string;
      readonly text: string;
      readonly language: string;
    }
  | { readonly kind: 'suggest'; readonly id: number; readonly text: string; readonly language: string };

/** What a worker tells the page. */
export type Heard =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly html: string }
  | { readonly kind: 'suggested'; readonly id: number; readonly texts: readonly string[] };
