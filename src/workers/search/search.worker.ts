import { expose } from 'comlink';
import type { SearchApi } from './contract.ts';
import { SearchIndex } from './search-index.ts';

const index = new SearchIndex();
let isBuilding = false;

/** Between two steps the worker answers whatever was asked meanwhile. */
function build(): void {
  if (isBuilding) return;
  isBuilding = true;
  const next = (): void => {
    if (index.step()) setTimeout(next);
    else isBuilding = false;
  };
  setTimeout(next);
}

const api: SearchApi = {
  put(docs) {
    index.put(docs);
    build();
  },
  remove: (ids) => index.remove(ids),
  clear: () => index.clear(),
  query: (text, limit) => index.query(text, limit),
};

expose(api);
