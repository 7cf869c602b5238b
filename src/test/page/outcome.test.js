import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcome, released } from '../../main/resources/page/outcome.js';

describe('What the page says of a command', () => {
  it('is that it is done, once it has taken effect', () => {
    for (const status of [200, 201, 204]) assert.deepEqual(outcome({ status }, 'No. 7 is cancelled.'), ['No. 7 is cancelled.', 'good']);
  });

  it('is that it has not taken effect yet, when the wait was over first', () => {
    assert.deepEqual(outcome({ status: 202 }, 'No. 7 is cancelled.'), ['It is accepted, and has not taken effect yet. Its timeline tells.', 'bad']);
  });
});

describe('What the page says of a release', () => {
  it('is that it is done, when it is executed', () => {
    assert.deepEqual(released('retry', { status: 'EXECUTED' }), ['It is retried.', 'good']);
    assert.deepEqual(released('skip', { status: 'EXECUTED' }), ['It is skipped.', 'good']);
  });

  it('is why it did not help, when it is refused', () => {
    assert.deepEqual(released('retry', { status: 'REJECTED', problem: { detail: 'It failed again' } }), ['It did not help: It failed again', 'bad']);
    assert.deepEqual(released('retry', { status: 'REJECTED' }), ['It did not help: it is still parked', 'bad']);
  });

  it('is that nobody knows yet, when it has no end or no receipt was had', () => {
    for (const receipt of [{ status: 'PENDING' }, { status: 'BLOCKED' }, undefined]) {
      assert.deepEqual(released('skip', receipt), ['It is accepted; whether it helped is not known yet.', 'bad']);
    }
  });
});
