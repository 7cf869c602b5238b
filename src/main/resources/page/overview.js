/** The first view: what the product does, live. */

import { button, h, say } from './elements.js';
import { Chart } from './chart.js';
import { List } from './lists.js';
import { notice } from './notices.js';
import { Journey, demoOrder, placeHundred } from './placing.js';
import { Strip } from './strip.js';
import { nameOf, sentence } from './words.js';

const DEMO_PRODUCTS = 100;

export class Overview {
  #app;
  #strip = new Strip();
  #chart = new Chart();
  #orders = new List('order', 'Orders', 'There is no order yet. Place one: it appears here by itself.');
  #products = new List('product', 'Products', 'There is no product.');
  #journey = null;
  #last = h('p', { class: 'hint', 'aria-live': 'polite' });
  #one = button('Place a demo order', () => this.#place(), { class: 'primary' });
  #hundred = button('Place 100', () => this.#placeHundred());
  title = 'Overview';
  element;

  constructor(app) {
    this.#app = app;
    this.element = h('div', { class: 'view' },
      h('section', { class: 'intro' },
        h('h1', {}, 'Orders, from the request to everybody who listens'),
        h('p', {}, 'Each command is accepted once the broker holds it, then stored in a log, executed, baked into what readers see, and told to every client. Place an order and watch it pass.'),
        h('div', { class: 'actions' }, this.#one, this.#hundred, this.#last)),
      this.#strip.element,
      this.#chart.element,
      h('div', { class: 'columns' }, this.#orders.element, this.#products.element));
    app.live.addEventListener('frame', ({ detail }) => this.#journey?.hear(detail.subject));
  }

  show() {
    for (const action of [this.#one, this.#hundred]) action.hidden = !this.#app.may('orders:write');
  }

  draw() {
    const { live } = this.#app;
    this.#strip.draw(live.figures, this.#journey?.times);
    this.#chart.draw(live.figures);
    this.#orders.draw(live.orders.recent(20, (it) => it.status !== 'DELETED'));
    this.#products.draw(live.products.recent(20, (it) => it.status !== 'DELETED'));
  }

  #products100 = () => this.#app.live.products.recent(DEMO_PRODUCTS, (it) => it.status === 'ACTIVE');

  async #place() {
    const order = demoOrder(this.#products100());
    this.#journey = new Journey();
    say(this.#last, `No. ${order.number} is on its way …`);
    try {
      const receipt = await this.#journey.follow(this.#app.api, order, this.#app.changed);
      const link = h('a', { href: `#/order/${receipt.entityId}` }, nameOf(order));
      if (receipt.status === 'EXECUTED') this.#last.replaceChildren('You have placed ', link, '.');
      else say(this.#last, receipt.problem ? sentence(receipt.problem) : `${nameOf(order)} is still ${receipt.status}.`);
    } catch (error) {
      say(this.#last, '');
      notice(error.problem ? sentence(error.problem) : 'The server is away: try again.', 'bad');
    }
  }

  async #placeHundred() {
    this.#hundred.disabled = true;
    const products = this.#products100();
    try {
      await placeHundred(this.#app.api, () => demoOrder(products), (accepted) => say(this.#last, `${accepted} of 100 accepted`));
    } catch (error) {
      notice(error.problem ? sentence(error.problem) : 'The server is away: try again.', 'bad');
    } finally {
      this.#hundred.disabled = false;
    }
  }
}
