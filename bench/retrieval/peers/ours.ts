import { createEngine } from '../../../editor/evaluation/collection.ts';
import type { Peer } from '../peer.ts';

export const ours: Peer = {
  name: 'Receipts',
  use: 'as it is shipped; sureness is its confidence',
  build(docs, language) {
    const engine = createEngine(docs, language);
    return {
      search(question, limit) {
        const { hits, confidence } = engine.find(question, limit);
        return { hits, sureness: confidence };
      },
    };
  },
};
