/** One order or product: its document, what may be done with it, and its timeline. */

import { all } from './api.js';
import { patchOf } from './change.js';
import { ask } from './dialogs.js';
import { button, h } from './elements.js';
import { List, STATUS } from './lists.js';
import { notice } from './notices.js';
import { outcome } from './outcome.js';
import { history, timeline } from './timeline.js';
import { money, moment, nameOf, sentence } from './words.js';

const WAIT = { Prefer: 'wait=10' };
const GATHER_MILLIS = 200;

export class Entity {
  #app;
  #component;
  #id;
  #meant;
  #head = h('div', {});
  #document = h('section', { class: 'document', 'aria-label': 'Document' });
  #timeline = h('section', { 'aria-labelledby': 'timeline-title' });
  #orders = null;
  #documents = new Map();
  #again;
  #onFrame = ({ detail }) => this.#hear(detail);
  title;
  element;

  /** @param {string} [meant] a command of its history */
  constructor(app, component, id, meant) {
    this.#app = app;
    this.#component = component;
    this.#id = id;
    this.#meant = meant;
    this.title = component === 'order' ? 'Order' : 'Product';
    if (component === 'product') this.#orders = new List('order', 'Orders that name it', 'No order that this page knows names it.');
    this.element = h('div', { class: 'view' }, this.#head,
      h('div', { class: 'columns wide-first' }, h('div', {}, this.#document, this.#orders?.element), this.#timeline));
  }

  show() {
    this.#app.live.addEventListener('frame', this.#onFrame);
    this.#app.live.addEventListener('rejected', this.#onFrame);
    this.#load();
  }

  hide() {
    clearTimeout(this.#again);
    this.#app.live.removeEventListener('frame', this.#onFrame);
    this.#app.live.removeEventListener('rejected', this.#onFrame);
  }

  draw() {
    this.#orders?.draw(this.#app.live.orders.recent(100, (order) => order.products?.some((line) => line.product === this.#id)));
  }

  /** After the server was away, too. */
  refresh = () => this.#load();

  #hear(told) {
    if ((told.subject ?? told.frame?.subject) !== this.#id) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#load(), GATHER_MILLIS);
  }

  async #load() {
    const { api } = this.#app;
    try {
      const [entity, told] = await Promise.all([this.#read(), history(api, this.#component, this.#id, this.#documents)]);
      this.#drawHead(entity);
      this.#drawDocument(entity);
      this.#timeline.replaceChildren(h('h2', { id: 'timeline-title' }, 'What happened'), timeline(told, this.#documents, this.#meant));
      if (this.#meant) document.getElementById(`command-${this.#meant}`)?.scrollIntoView({ block: 'center' });
    } catch (error) {
      if (error.status) this.#head.replaceChildren(h('h1', {}, this.title), h('p', { class: 'bad' }, sentence(error.problem)));
    }
  }

  /** Of a deleted one, what is known is that it was deleted. */
  async #read() {
    try {
      return (await this.#app.api.get(`/${this.#component}/${this.#id}`)).body;
    } catch (error) {
      if (error.status === 410) return { id: this.#id, status: 'DELETED' };
      throw error;
    }
  }

  #drawHead(entity) {
    this.#head.replaceChildren(
      h('h1', {}, `${this.title} ${nameOf(entity)} `, h('span', { class: 'status', 'data-status': entity.status }, STATUS[entity.status] ?? entity.status)),
      h('p', { class: 'id' }, entity.id),
      h('div', { class: 'actions' }, this.#actions(entity)));
  }

  #actions(entity) {
    if (this.#component === 'product') {
      if (entity.status !== 'ACTIVE') return [];
      return [
        this.#app.may('products:write') && button('Rename …', () => this.#rename(entity)),
        this.#app.may('orders:write') && button('Place an order of it', () => this.#order(entity)),
        this.#app.may('products:write') && button('Delete …', () => this.#delete(entity)),
      ];
    }
    if (entity.status === 'DELETED' || !this.#app.may('orders:write')) return [];
    return [
      entity.status === 'PLACED' && button('Change …', () => this.#change(entity)),
      entity.status === 'PLACED' && button('Cancel …', () => this.#cancel(entity)),
      button('Delete …', () => this.#delete(entity)),
    ];
  }

  #drawDocument(entity) {
    const { products, ...fields } = entity;
    const shown = Object.entries(fields).filter(([name]) => !['id', 'version', 'status'].includes(name));
    this.#document.replaceChildren(...[
      h('h2', {}, entity.version ? `Version ${entity.version}` : 'Deleted'),
      products ? lines(products, entity) : null,
      shown.length ? h('dl', {}, shown.flatMap(([name, value]) => [h('dt', {}, label(name)), h('dd', {}, text(name, value))])) : null,
      h('details', {}, h('summary', {}, 'As JSON'), h('pre', { tabindex: 0 }, JSON.stringify(entity, null, 1))),
    ].filter(Boolean));
  }

  #path = (entity) => `/${this.#component}/${entity.id}`;
  #unchanged = (entity) => ({ ...WAIT, 'If-Match': `"v${entity.version}"` });

  #change(order) {
    const quantities = order.products.slice(0, 5).map((line, at) => ({ name: `quantity${at}`, label: `Quantity of ${line.name}`, type: 'number', value: String(line.quantity), required: true }));
    const fields = [{ name: 'customer', label: 'Customer', value: order.customer?.name ?? '' }, { name: 'note', label: 'Note', type: 'area', value: order.note ?? '' }, ...quantities];
    ask(`Change ${nameOf(order)}`, ['It is changed only while it is as you see it.'], fields, 'Change', async (given) => {
      const patch = patchOf(order, given);
      if (Object.keys(patch).length === 0) return notice('You have changed nothing.');
      const answer = await this.#app.api.patch(this.#path(order), patch, this.#unchanged(order));
      notice(...outcome(answer, `${nameOf(order)} is changed.`));
    });
  }

  #cancel(order) {
    ask(`Cancel ${nameOf(order)}`, [], [{ name: 'reason', label: 'Reason' }], 'Cancel the order', async ({ reason }) => {
      const answer = await this.#app.api.post(`${this.#path(order)}/cancel`, reason ? { reason } : {}, WAIT);
      notice(...outcome(answer, `${nameOf(order)} is cancelled.`));
    });
  }

  #delete(entity) {
    ask(`Delete ${nameOf(entity)}`, ['Its history stays in the log.'], [], 'Delete', async () => {
      const answer = await this.#app.api.delete(this.#path(entity), WAIT);
      notice(...outcome(answer, `${nameOf(entity)} is deleted.`));
    });
  }

  #rename(product) {
    ask(`Rename ${product.name}`, ['Every placed order that names it follows, each by a command of its own.'],
      [{ name: 'name', label: 'Name', value: product.name, required: true }], 'Rename', async ({ name }) => {
        const answer = await this.#app.api.patch(this.#path(product), { name }, this.#unchanged(product));
        notice(...outcome(answer, `It is named ${name}. Its orders follow.`));
      });
  }

  async #order(product) {
    try {
      const answer = await this.#app.api.post('/order', { currency: product.currency, customer: { name: 'Ada Lovelace' }, products: [{ product: product.id, quantity: 1 }] }, WAIT);
      notice(...outcome(answer, `An order of ${product.name} is placed.`), `#/order/${answer.headers.get('Location').split('/').pop()}`);
    } catch (error) {
      notice(error.problem ? sentence(error.problem) : 'The server is away: try again.', 'bad');
    }
  }
}

function lines(products, order) {
  const rows = products.map((line) => h('tr', {},
    h('td', {}, line.product ? h('a', { href: `#/product/${line.product}` }, line.name) : line.name, line.discontinued ? h('span', { class: 'hint' }, ' no longer sold') : null),
    h('td', { class: 'number' }, String(line.quantity)),
    h('td', { class: 'number' }, line.price),
    h('td', { class: 'number' }, line.total)));
  return h('table', {},
    h('thead', {}, h('tr', {}, ['Product', 'Quantity', 'Price', 'Total'].map((name, at) => h('th', { scope: 'col', class: at ? 'number' : null }, name)))),
    h('tbody', {}, rows),
    h('tfoot', {}, h('tr', {}, h('th', { scope: 'row', colspan: 3 }, 'Total'), h('td', { class: 'number' }, money(order.total, order.currency)))));
}

/** `billingAddress` is read as Billing address. */
const label = (name) => name.replace(/^./, (first) => first.toUpperCase()).replace(/[A-Z]/g, (letter, at) => (at ? ` ${letter.toLowerCase()}` : letter));

function text(name, value) {
  if (name.endsWith('At') || name === 'date') return moment(value);
  if (value !== null && typeof value === 'object') return Object.values(value).flat().join(', ');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** Where a search leads: an address of this page, or orders to choose from. */
export async function find(api, text) {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  if (!isId) {
    const orders = await all(api, `/order?reference=${encodeURIComponent(text)}`, 200);
    return orders.length === 1 ? { address: `#/order/${orders[0].id}` } : { orders };
  }
  const id = text.toLowerCase();
  for (const [path, address] of [[`/order/${id}`, `#/order/${id}`], [`/product/${id}`, `#/product/${id}`]]) {
    const isThere = await api.get(path).then(() => true, (error) => {
      if (error.status === 404) return false;
      if (error.status === 410) return true;
      throw error;
    });
    if (isThere) return { address };
  }
  const { body } = await api.get(`/command/${id}`);
  return { address: `#/${body.component}/${body.entityId}/${id}` };
}
