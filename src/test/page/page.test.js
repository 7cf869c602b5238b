import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differences } from '../../main/resources/page/difference.js';
import { Shelf } from '../../main/resources/page/shelf.js';
import { duration, nameOf, sentence } from '../../main/resources/page/words.js';

describe('The difference of two versions', () => {
  it('is told field by field', () => {
    const before = { version: 1, note: 'ring', products: [{ name: 'Tea', quantity: 1 }], updatedAt: 'a' };
    const after = { version: 2, status: 'PLACED', products: [{ name: 'Tea', quantity: 2 }], updatedAt: 'b' };

    assert.deepEqual(differences(before, after), [
      { field: 'note', before: 'ring', after: undefined },
      { field: 'products.0.quantity', before: 1, after: 2 },
      { field: 'status', before: undefined, after: 'PLACED' },
    ]);
  });

  it('tells of an object that has come by its fields', () => {
    assert.deepEqual(differences({}, { customer: { name: 'Ada' } }), [{ field: 'customer.name', before: undefined, after: 'Ada' }]);
  });

  it('is nothing where only the version is another one', () => {
    assert.deepEqual(differences({ version: 1, total: '1.00' }, { version: 2, total: '1.00' }), []);
  });
});

describe('The shelf', () => {
  it('keeps the higher version, whichever comes first', () => {
    const shelf = new Shelf();

    shelf.put({ id: 'a', version: 2 });
    shelf.put({ id: 'a', version: 1 });

    assert.equal(shelf.get('a').version, 2);
  });

  it('has what changed last in front', () => {
    const shelf = new Shelf();
    shelf.load([{ id: 'b', version: 1, updatedAt: '2' }, { id: 'a', version: 1, updatedAt: '1' }]);

    shelf.put({ id: 'a', version: 2 });

    assert.deepEqual(shelf.recent(5).map(({ id }) => id), ['a', 'b']);
  });

  it('forgets what changed longest ago', () => {
    const shelf = new Shelf();
    for (let at = 0; at <= 500; at++) shelf.put({ id: `o${at}`, version: 1 });

    assert.equal(shelf.get('o0'), undefined);
    assert.equal(shelf.recent(1000).length, 500);
  });
});

describe('Words', () => {
  it('tell a time in its unit', () => {
    assert.deepEqual([0.4, 12, 1200, 48_000, 180_000, 7_200_000, NaN].map(duration), ['0 ms', '12 ms', '1.2 s', '48 s', '3 min', '2 h', '–']);
  });

  it('tell a problem as a sentence, with its fields', () => {
    const problem = { detail: 'The order is not valid', errors: [{ pointer: '/products', detail: 'is required' }] };

    assert.equal(sentence(problem), 'The order is not valid. /products is required.');
  });

  it('name an order by what people call it', () => {
    assert.equal(nameOf({ id: 'x', number: 7, reference: 'W-1' }), 'No. 7');
    assert.equal(nameOf({ id: 'x', reference: 'W-1' }), 'W-1');
    assert.equal(nameOf({ id: '01a20e3a-620c-7034-a4ec-a1877d18c424' }), '…7d18c424');
  });
});
