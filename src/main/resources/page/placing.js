/** Demo orders: of products that there are, for people who have been dead for long. */

import { between } from './words.js';

const CUSTOMERS = ['Ada Lovelace', 'Grace Hopper', 'Emmy Noether', 'Alan Turing', 'Mary Somerville', 'Sofia Kovalevskaya', 'Blaise Pascal', 'Maria Agnesi'];
const AT_A_TIME = 4;
const HUNDRED = 100;

const any = (list) => list[Math.floor(Math.random() * list.length)];

/** An order of one to three products in one currency. */
export function demoOrder(products, number = Math.floor(1000 + Math.random() * 9000)) {
  const first = any(products);
  const others = products.filter((it) => it.currency === first?.currency);
  const lines = first
    ? [...new Set([first, any(others), any(others)])].map((it) => ({ product: it.id, quantity: 1 + Math.floor(Math.random() * 4) }))
    : [{ name: 'Espresso beans 1 kg', quantity: 2, price: '12.50' }];
  return {
    number,
    reference: `WEB-${number}`,
    customer: { name: any(CUSTOMERS) },
    ...(first ? { currency: first.currency } : {}),
    products: lines,
  };
}

/** Places orders one after the other, four at a time; tells how many are accepted so far. */
export async function placeHundred(api, order, tell) {
  let begun = 0;
  let accepted = 0;
  const place = async () => {
    while (begun < HUNDRED) {
      begun++;
      await api.post('/order', order());
      tell(++accepted);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, place));
}

/** Follows one order through all stages: how long the answer and the frame took here, and each stage on the server. */
export class Journey {
  times = {};
  id = null;
  #begin = performance.now();
  #heard = new Map();

  /** Frames may come before the answer. */
  hear(entityId) {
    if (!this.#heard.has(entityId)) this.#heard.set(entityId, performance.now() - this.#begin);
    this.times.notified = this.#heard.get(this.id);
  }

  /** @param tell called whenever more is known */
  async follow(api, order, tell) {
    const { headers } = await api.post('/order', order);
    this.times.accepted = performance.now() - this.#begin;
    this.id = headers.get('Location').split('/').pop();
    this.times.notified = this.#heard.get(this.id);
    tell();
    const receipt = headers.get('Link').match(/<([^>]+)>/)[1];
    const { body } = await api.get(receipt, { Prefer: 'wait=20' });
    const since = (time) => (time ? between(body.acceptedAt, time) : undefined);
    Object.assign(this.times, { stored: since(body.creationTime), executed: since(body.executionTime), baked: since(body.bakedAt) });
    tell();
    return body;
  }
}
