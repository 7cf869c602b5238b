import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Away, Refused } from '../../main/resources/page/api.js';

/** In the place of the feed, which the server has beside the page's files. */
globalThis.Feed = class {
  static all = [];
  constructor(url, handlers) {
    Object.assign(this, { url, handlers });
    Feed.all.push(this);
  }
  close() {}
};
registerHooks({
  resolve: (name, context, next) => (name === './order-events.js'
    ? { url: 'data:text/javascript,export const OrderEvents = globalThis.Feed;', shortCircuit: true }
    : next(name, context)),
});
const { Live } = await import('../../main/resources/page/live.js');

/** Answers each request once the test says how. */
class Server {
  asked = [];
  get = (path) => new Promise((answer, fail) => this.asked.push({ path, answer: (body) => answer({ body }), fail }));
  to = (path) => this.asked.filter((it) => it.path.startsWith(path));
}

const settled = () => setImmediate();
const frame = { subject: 'a' };

describe('What is heard', () => {
  let server;
  let live;
  let feed;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
    globalThis.document = { hidden: false };
    Feed.all = [];
    server = new Server();
    live = new Live(server);
    live.listen();
    feed = Feed.all.find((it) => it.url === '/order-events').handlers;
  });

  afterEach(() => mock.timers.reset());

  for (const [what, error] of [['nobody answers', new Away()], ['the server is not ready', new Refused(503)], ['there were too many requests', new Refused(429)]]) {
    it(`is loaded again when ${what}`, async () => {
      feed.onReset();
      server.to('/order?')[0].fail(error);
      await settled();

      mock.timers.tick(3000);
      server.to('/order?')[1].answer([{ id: 'a', version: 1 }]);
      await settled();

      assert.equal(live.orders.get('a').version, 1);
    });
  }

  it('is not loaded again when that is refused for good', async () => {
    const told = [];
    live.addEventListener('refused', ({ detail }) => told.push(detail.status));
    feed.onReset();
    server.to('/order?')[0].fail(new Refused(403));
    await settled();

    mock.timers.tick(10_000);

    assert.deepEqual(told, [403]);
    assert.equal(server.to('/order?').length, 1);
  });

  it('forgets at a reset what it knew, and keeps what it hears while it asks', async () => {
    feed.onOrder({ id: 'gone', version: 1 }, frame);
    feed.onReset();
    feed.onOrder({ id: 'new', version: 1 }, frame);

    server.to('/order?')[0].answer([{ id: 'old', version: 1 }]);
    await settled();

    assert.deepEqual(live.orders.recent(9).map(({ id }) => id).sort(), ['new', 'old']);
  });

  it('takes nothing from a list that was asked for before a reset', async () => {
    feed.onReset();
    feed.onReset();

    server.to('/order?')[0].answer([{ id: 'gone', version: 1 }]);
    await settled();

    assert.equal(live.orders.get('gone'), undefined);
  });

  it('is not loaded again once it is closed', async () => {
    feed.onReset();
    live.close();
    server.to('/order?')[0].fail(new Away());
    await settled();

    mock.timers.tick(10_000);

    assert.equal(server.to('/order?').length, 1);
  });

  it('asks for figures one at a time, and not while nobody looks', async () => {
    mock.timers.tick(20_000);
    assert.equal(server.to('/figures').length, 1);

    server.to('/figures')[0].answer({ stages: [] });
    await settled();
    mock.timers.tick(20_000);
    assert.equal(server.to('/figures').length, 2);

    server.to('/figures')[1].fail(new Away());
    await settled();
    document.hidden = true;
    mock.timers.tick(20_000);
    assert.equal(server.to('/figures').length, 2);
  });
});
