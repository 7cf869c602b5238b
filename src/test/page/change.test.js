import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { patchOf } from '../../main/resources/page/change.js';

const LINES = [
  { product: 'p1', name: 'Beans', quantity: 2, price: '12.50', total: '25.00', discontinued: true },
  { name: 'Tea', quantity: 1, price: '3.00', total: '3.00' },
];
const anOrder = (fields) => ({ id: 'a', version: 1, products: LINES, ...fields });
const asItIs = { customer: '', note: '', quantity0: '2', quantity1: '1' };

describe('The patch of an order', () => {
  it('is empty where nothing was changed', () => {
    assert.deepEqual(patchOf(anOrder(), asItIs), {});
    assert.deepEqual(patchOf(anOrder({ customer: { name: 'Ada' }, note: 'a\r\nb' }), { ...asItIs, customer: 'Ada', note: 'a\nb' }), {});
  });

  it('has the note alone where only that was changed, whatever the lines are', () => {
    assert.deepEqual(patchOf(anOrder(), { ...asItIs, note: 'ring' }), { note: 'ring' });
    assert.deepEqual(patchOf(anOrder({ note: 'ring' }), asItIs), { note: null });
  });

  it('has the name of the customer', () => {
    assert.deepEqual(patchOf(anOrder(), { ...asItIs, customer: 'Ada' }), { customer: { name: 'Ada' } });
  });

  it('takes the name from a customer who has more', () => {
    const order = anOrder({ customer: { name: 'Ada', email: 'ada@example.com' } });

    assert.deepEqual(patchOf(order, asItIs), { customer: { name: null } });
  });

  it('takes the customer with the last that was known of him', () => {
    assert.deepEqual(patchOf(anOrder({ customer: { name: 'Ada' } }), asItIs), { customer: null });
  });

  it('has the lines, as a client may send them, where a quantity was changed', () => {
    assert.deepEqual(patchOf(anOrder(), { ...asItIs, quantity1: '3' }), {
      products: [{ product: 'p1', name: 'Beans', quantity: 2, price: '12.50' }, { name: 'Tea', quantity: 3, price: '3.00' }],
    });
  });

  it('leaves lines alone that the dialog does not show', () => {
    assert.deepEqual(patchOf(anOrder(), { customer: '', note: '', quantity0: '4' }).products.map((line) => line.quantity), [4, 1]);
  });
});
