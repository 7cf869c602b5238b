/** What the page hears: the feeds of orders and products, and the figures of all stages: once a second while orders come. */

import { OrderEvents } from './order-events.js';
import { Shelf } from './shelf.js';
import { Refused } from './api.js';

const COMPONENTS = ['order', 'product'];
const LIST = 100;
const FIGURES_MILLIS = 1000;
const AGAIN_MILLIS = 3000;
/** While nothing is heard, the figures are asked for at one beat in so many. */
const QUIET_BEATS = 4;

export class Live extends EventTarget {
  orders = new Shelf();
  products = new Shelf();
  /** Of all stages, as the server tells them; null while it does not. */
  figures = null;
  /** When the server was heard last, and whether it is there: wait, live, away or refused. */
  state = 'wait';
  lastHeard = null;
  #api;
  #feeds = [];
  #isLive = new Map();
  #loads = new Map();
  #beats = 0;
  #isQuiet = false;
  #isMeasuring = false;

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
        onReset: () => this.#reset(component),
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
    this.#loads.clear();
    this.#state('wait');
  }

  shelf = (component) => (component === 'order' ? this.orders : this.products);

  /** What was known may be gone: only what is heard and loaded from now on counts. */
  #reset(component) {
    const mine = {};
    this.#loads.set(component, mine);
    this.shelf(component).clear();
    this.#load(component, mine);
  }

  /** Until it succeeds, is refused for good, or another load takes its place. */
  async #load(component, mine) {
    const isOver = () => this.#loads.get(component) !== mine;
    if (isOver()) return;
    try {
      const { body } = await this.#api.get(`/${component}?limit=${LIST}`);
      if (isOver()) return;
      this.shelf(component).load(body);
      this.#tell('changed');
    } catch (error) {
      if (isOver()) return;
      if (isForGood(error)) this.#tell('refused', error);
      else setTimeout(() => this.#load(component, mine), AGAIN_MILLIS);
    }
  }

  #hear(shelf, entity, frame) {
    this.#isQuiet = false;
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
    if (document.hidden || this.#isMeasuring || this.#feeds.length === 0) return;
    if (this.#isQuiet && ++this.#beats % QUIET_BEATS !== 0) return;
    this.#isQuiet = !this.figures?.stages.some((stage) => stage.perSecond > 0);
    this.#isMeasuring = true;
    try {
      this.figures = (await this.#api.get('/figures')).body;
      this.#tell('changed');
    } catch (error) {
      if (error instanceof Refused) this.figures = null; // an old one is better than none while nobody answers
    } finally {
      this.#isMeasuring = false;
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Neither away nor busy. */
const isForGood = (error) => error instanceof Refused && error.status < 500 && error.status !== 429;
