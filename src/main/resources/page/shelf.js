/** The entities of one component that changed last, as the feed and the lists tell them. */

const KEPT = 500;

export class Shelf {
  #entities = new Map();

  /** An entity; an older version than is known changes nothing. */
  put(entity) {
    const known = this.#entities.get(entity.id);
    if (known && known.version >= entity.version) return;
    this.#entities.delete(entity.id);
    this.#entities.set(entity.id, { ...known, ...entity }); // of a deleted one the feed tells little
    if (this.#entities.size > KEPT) this.#entities.delete(this.#entities.keys().next().value);
  }

  /** What a list has: in the order of their last change. */
  load(entities) {
    [...entities].sort((one, other) => (one.updatedAt < other.updatedAt ? -1 : 1)).forEach((it) => this.put(it));
  }

  clear() {
    this.#entities.clear();
  }

  get = (id) => this.#entities.get(id);

  /** The last changed first. */
  recent(most, meets = () => true) {
    const found = [];
    const all = [...this.#entities.values()];
    for (let at = all.length - 1; at >= 0 && found.length < most; at--) if (meets(all[at])) found.push(all[at]);
    return found;
  }
}
