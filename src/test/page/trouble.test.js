import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Away } from '../../main/resources/page/api.js';
import { Trouble, stuck } from '../../main/resources/page/trouble.js';
import { openDocument } from './document.js';

const NOT_KNOWN = 'What is stuck is not known now.';
const QUEUE = 'orders-baker.3.dead';
const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await setImmediate();
};

/** The management port: what is not set is empty, and what is null does not answer. */
class Ops {
  asked = [];
  answers = {
    '/actuator/parked': { total: 0, parked: [] },
    '/actuator/deadletters': {},
    '/actuator/health': { status: 'UP' },
    '/actuator/partitions': [],
    '/actuator/rebuild': { rebuilds: [] },
    '/actuator/prometheus': '',
  };

  get = async (path) => this.#answer('GET', path);
  post = async (path) => this.#answer('POST', path);
  delete = async (path) => {
    this.asked.push(`DELETE ${path}`);
    return { body: { done: 1 } };
  };

  #answer(method, path) {
    this.asked.push(`${method} ${path}`);
    const body = this.answers[path];
    if (body === null) throw new Away();
    return { body };
  }

  times = (request) => this.asked.filter((it) => it === request).length;

  letters(...letters) {
    this.answers['/actuator/deadletters'] = { [QUEUE]: letters.length };
    this.answers[`/actuator/deadletters/${QUEUE}?limit=100`] = letters;
  }

  parked(total, ...kinds) {
    const parked = kinds.map((kind) => ({ kind, component: 'order', command: 'c', entityId: '01a20e3a', operation: 'update', attempts: 1, waiting: [] }));
    this.answers['/actuator/parked'] = { total, parked };
  }
}

describe('Trouble', () => {
  let ops;
  let trouble;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    openDocument();
    ops = new Ops();
    trouble = new Trouble({ ops, user: 'grace', may: () => true });
  });

  afterEach(() => mock.timers.reset());

  const shown = async () => {
    trouble.show();
    await settled();
    return trouble.element;
  };
  const later = async () => {
    mock.timers.tick(3000);
    await settled();
  };
  const summary = () => trouble.element.querySelector('p').textContent;
  const section = (title) => trouble.element.all('section').find((it) => it.querySelector('h2').textContent === title);

  it('says that nothing is stuck', async () => {
    await shown();

    assert.equal(summary(), 'Nothing is stuck.');
  });

  for (const path of ['/actuator/parked', '/actuator/deadletters']) {
    it(`says that it does not know what is stuck once ${path} does not answer`, async () => {
      await shown();
      ops.answers[path] = null;

      await later();

      assert.equal(summary(), NOT_KNOWN);
    });
  }

  it('looks every three seconds while it is shown, and no more once it is hidden', async () => {
    await shown();
    await later();
    assert.equal(ops.times('GET /actuator/parked'), 2);

    trouble.hide();
    await later();
    assert.equal(ops.times('GET /actuator/parked'), 2);
  });

  it('does not go on with a look that was under way when it was hidden', async () => {
    trouble.show();
    trouble.hide();
    await settled();

    await later();

    assert.equal(ops.times('GET /actuator/parked'), 1);
  });

  it('looks once every three seconds when it is hidden and shown again', async () => {
    trouble.show();
    trouble.hide();
    await shown();
    assert.equal(ops.times('GET /actuator/parked'), 2);

    await later();
    assert.equal(ops.times('GET /actuator/parked'), 3);
  });

  it('offers to release all of a kind, and none where there is no kind', async () => {
    ops.parked(2, 'java.lang.IllegalStateException', undefined);

    await shown();

    const [ofAKind, withoutKind] = section('Parked commands').all('article');
    assert.deepEqual(ofAKind.buttons(), ['Retry all …', 'Skip all …', 'Retry …', 'Skip …']);
    assert.deepEqual(withoutKind.buttons(), ['Retry …', 'Skip …']);
  });

  it('says that it shows only the first of many', async () => {
    ops.parked(250, 'A', 'A');

    await shown();

    assert.match(section('Parked commands').textContent, /The list ends after 2 of 250\./);
  });

  it('says nothing of the kind where it shows all', async () => {
    ops.parked(2, 'A', 'A');

    await shown();

    assert.doesNotMatch(section('Parked commands').textContent, /The list ends/);
  });

  it('has no buttons for letters without an exception among others', async () => {
    ops.letters({ exception: 'a.Broken' }, { reason: 'No. 1 is odd. It stays' });

    const element = (await shown()).all('article')[0];

    assert.deepEqual(element.buttons(), ['Send back …', 'Discard …']);
    assert.match(element.textContent, /1 × No\. 1 is odd\. It stays.*one by one, as docs\/at-night\.md has it/);
  });

  it('has no buttons for letters without an exception where there are more than it has read', async () => {
    ops.letters({ reason: 'odd' });
    ops.answers['/actuator/deadletters'][QUEUE] = 101;

    assert.deepEqual((await shown()).all('article')[0].buttons(), []);
  });

  it('has buttons for letters without an exception where they are all of the queue', async () => {
    ops.letters({ reason: 'odd' }, { reason: 'odd' });

    assert.deepEqual((await shown()).all('article')[0].buttons(), ['Send back …', 'Discard …']);
  });

  it('reads the letters of a queue again only when there are more or fewer', async () => {
    const request = `GET /actuator/deadletters/${QUEUE}?limit=100`;
    ops.letters({ exception: 'a.Broken' });
    await shown();
    await later();
    assert.equal(ops.times(request), 1);

    ops.letters({ exception: 'a.Broken' }, { exception: 'a.Broken' });
    await later();
    assert.equal(ops.times(request), 2);
    assert.match(trouble.element.textContent, /2 × Broken/);

    await shown();
    assert.equal(ops.times(request), 3);
  });

  for (const [which, letter, all] of [['all of a queue', { reason: 'odd' }, true], ['those of an exception', { exception: 'a.Broken' }, false]]) {
    it(`says whether it discards all: ${which}`, async () => {
      ops.letters(letter);
      await shown();

      trouble.element.press('Discard …');
      await document.body.querySelector('form').tell('submit');
      await settled();

      const asked = ops.asked.find((it) => it.startsWith('DELETE '));
      assert.match(asked, new RegExp(`[?&]all=${all}&dryRun=true$`));
    });
  }

  it('reads the letters again once some were sent back', async () => {
    ops.letters({ exception: 'a.Broken' });
    ops.answers[`/actuator/deadletters/${QUEUE}`] = { done: 1 };
    await shown();

    trouble.element.press('Send back …');
    await document.body.querySelector('form').tell('submit');
    await settled();
    await document.body.querySelector('form').tell('submit');
    await later();

    assert.equal(document.notices.textContent, '1 letter sent back.');
    assert.equal(ops.times(`GET /actuator/deadletters/${QUEUE}?limit=100`), 2);
  });
});

describe('How much is stuck', () => {
  it('is what is parked and what is dead', async () => {
    const ops = new Ops();
    ops.parked(2);
    ops.letters({}, {}, {});

    assert.equal(await stuck(ops), 5);
  });

  it('is null while one of the two does not answer', async () => {
    const ops = new Ops();
    ops.answers['/actuator/deadletters'] = null;

    assert.equal(await stuck(ops), null);
  });
});
