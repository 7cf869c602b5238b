/** What the page hears: the feeds of orders and products, counted, and the figures of all stages once a second. */

import { OrderEvents } from './order-events.js';
import { Shelf } from './shelf.js';
import { Refused } from './api.js';

const COMPONENTS = ['order', 'product'];
const LIST = 100;
const FIGURES_MILLIS = 1000;
const RATE_SECONDS = 10;

export class Live extends EventTarget {
  orders = new Shelf();
  products = new Shelf();
  /** Of all stages, as the server tells them; null while it does not. */
  figures = null;
  /** Frames that this page has heard. */
  heard = 0;
  /** When the server was heard last, and whether it is there: wait, live, away or refused. */
  state = 'wait';
  lastHeard = null;
  #api;
  #feeds = [];
  #isLive = new Map();
  #perSecond = new Map();
  #hasFigures = true;

  constructor(api) {
    super();
    this.#api = api;
    setInterval(() => this.#measure(), FIGURES_MILLIS);
  }

  /** @param {(() => string) | undefined} token none where nobody is asked who he is */
  listen(token) {
    for (const component of COMPONENTS) {
      const shelf = this.shelf(component);
      const feed = new OrderEvents(`/${component}-events`, {
        token,
        longestDelay: 3000,
        onReset: () => this.#load(component),
        onOrder: (entity, frame) => this.#hear(shelf, entity, frame),
        onRejected: (problem, frame) => this.#tell('rejected', { problem, frame }),
        onLive: () => this.#connected(component, true),
        onError: (error) => this.#failed(component, error),
      });
      this.#feeds.push(feed);
    }
    this.#measure();
  }

  /** Ends it: whoever looks may hear no more. */
  close() {
    this.#feeds.splice(0).forEach((feed) => feed.close());
    this.#isLive.clear();
    this.#state('wait');
  }

  shelf = (component) => (component === 'order' ? this.orders : this.products);

  /** Frames a second, of the last ten seconds. */
  get heardPerSecond() {
    const now = Math.floor(Date.now() / 1000);
    let sum = 0;
    for (const [second, heard] of this.#perSecond) {
      if (second < now - RATE_SECONDS) this.#perSecond.delete(second);
      else if (second < now) sum += heard;
    }
    return sum / RATE_SECONDS;
  }

  async #load(component) {
    try {
      const { body } = await this.#api.get(`/${component}?limit=${LIST}`);
      this.shelf(component).load(body);
      this.#tell('changed');
    } catch (error) {
      if (error instanceof Refused) this.#tell('refused', error);
      else setTimeout(() => this.#load(component), FIGURES_MILLIS);
    }
  }

  #hear(shelf, entity, frame) {
    this.heard++;
    const second = Math.floor(Date.now() / 1000);
    this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1);
    shelf.put(entity);
    this.#tell('frame', frame);
  }

  #connected(component, isLive) {
    this.#isLive.set(component, isLive);
    this.#state(COMPONENTS.every((it) => this.#isLive.get(it)) ? 'live' : this.state);
  }

  #failed(component, error) {
    const { problem } = error;
    if (problem && problem.status < 500 && problem.status !== 401) return this.#tell('refused', error);
    this.#isLive.set(component, false);
    this.#state('away');
  }

  #state(state) {
    if (state === 'live') this.lastHeard = new Date();
    else if (this.state === 'live') this.lastHeard = new Date();
    if (state === this.state) return;
    this.state = state;
    this.#tell('state');
  }

  async #measure() {
    if (document.hidden || !this.#hasFigures || this.#feeds.length === 0) return;
    try {
      this.figures = (await this.#api.get('/figures')).body;
      this.#tell('changed');
    } catch (error) {
      if (error.status === 404) this.#hasFigures = false; // this server has none
      else if (!(error instanceof Refused)) this.figures = null;
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
