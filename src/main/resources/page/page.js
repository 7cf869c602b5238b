/** The page at `/`: which view is shown, and what all of them share. */

import { Api, Refused } from './api.js';
import { button, h, mark, say } from './elements.js';
import { Entity, find } from './entity.js';
import { List } from './lists.js';
import { Live } from './live.js';
import { Login } from './login.js';
import { notice } from './notices.js';
import { Overview } from './overview.js';
import { NOT_KNOWN, Trouble, stuck } from './trouble.js';
import { moment, sentence } from './words.js';

const DRAW_MILLIS = 200;
const STUCK_MILLIS = 20_000;
const place = (id) => document.getElementById(id);

class App {
  api;
  /** The management port; null where it cannot be reached. */
  ops = null;
  live;
  #login = null;
  #view = null;
  #overview;
  #trouble;
  #found = [];
  #isDrawing = false;

  async start() {
    const settings = await (await fetch('/page/settings.json', { cache: 'no-store' })).json();
    const token = () => this.#login?.token ?? null;
    if (settings.login) this.#login = new Login(settings.login);
    if (this.#login?.isElsewhere) return location.replace(this.#login.elsewhere);
    this.api = new Api('', token);
    if (settings.management) this.ops = new Api(settings.management, token);
    this.live = new Live(this.api);
    this.#overview = new Overview(this);
    this.#trouble = new Trouble(this);
    await this.#login?.end().catch((error) => notice(error.message, 'bad'));
    this.#listen();
    this.#drawLogin();
    if (!this.#login || this.user) this.live.listen(this.#login ? () => this.#freshToken() : undefined);
    addEventListener('hashchange', () => this.#route());
    place('search').addEventListener('submit', (event) => this.#search(event));
    this.#route();
    this.#count();
  }

  /** Who has logged in; null where nobody is asked, or nobody has. */
  get user() {
    return this.#login?.user ?? null;
  }

  /** Whether the scopes allow it; where nobody is asked, everybody may. */
  may(scope) {
    return !this.#login || this.#login.scopes.has(scope) || this.#login.scopes.has(`${scope}:all`);
  }

  /** Draws what has changed, a few times a second at most. */
  changed = () => {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    setTimeout(() => requestAnimationFrame(() => {
      this.#isDrawing = false;
      performance.mark('draw');
      this.#view?.draw();
      performance.clearMeasures('draw');
      performance.measure('draw', 'draw');
      performance.clearMarks('draw');
    }), DRAW_MILLIS);
  };

  /** Once the login has ended, nothing is left to hear. */
  #freshToken() {
    if (this.#login.token) return this.#login.token;
    this.live.close();
    this.#login.forget();
    this.#drawLogin();
    this.#route();
    throw new Error('The login has ended');
  }

  #listen() {
    for (const type of ['frame', 'changed']) this.live.addEventListener(type, this.changed);
    this.live.addEventListener('state', () => this.#drawState());
    this.live.addEventListener('refused', ({ detail }) => notice(sentence(detail.problem), 'bad'));
    this.live.addEventListener('rejected', ({ detail }) => notice(`Refused: ${sentence(detail.problem)}`, 'bad', `#/${detail.frame.type.split('.')[0]}/${detail.frame.subject}/${detail.frame.id}`));
  }

  #drawState() {
    const { state, lastHeard } = this.live;
    const isAway = state === 'away';
    mark(place('connection'), 'data-state', state);
    say(place('connection'), isAway ? 'Offline' : state === 'live' ? 'Live' : 'Connecting …');
    const away = place('away');
    const was = away.hidden;
    away.hidden = !isAway;
    say(away, isAway ? `The server is away.${lastHeard ? ` What you see is of ${moment(lastHeard)}.` : ''} This page goes on by itself once it is back.` : '');
    if (!was && !isAway) this.#view?.refresh?.();
    this.changed();
  }

  #drawLogin() {
    if (!this.#login) return;
    place('login').replaceChildren(...(this.#login.token
      ? [h('span', { class: 'user' }, this.user), button('Log out', () => location.replace('/'), { title: 'The issuer may still know you: log out there, too.' })]
      : []));
    if (!this.user) {
      mark(place('connection'), 'data-state', 'wait');
      say(place('connection'), 'Not logged in');
    }
  }

  #route() {
    const [name, ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
    this.#view?.hide?.();
    this.#view = this.#viewOf(name, rest);
    const view = place('view');
    view.replaceChildren(this.#view.element);
    document.title = `${this.#view.title} · Order Bakery`;
    document.querySelectorAll('nav [data-view]').forEach((link) => mark(link, 'aria-current', link.dataset.view === (name || 'overview') ? 'page' : null));
    this.#view.show?.();
    this.#view.draw();
    scrollTo(0, 0);
    if (document.activeElement === document.body || !document.contains(document.activeElement)) view.focus({ preventScroll: true });
  }

  #viewOf(name, [id, command]) {
    if (this.#login && !this.user) return welcome(this.#login);
    if ((name === 'order' || name === 'product') && id) return new Entity(this, name, id, command);
    if (name === 'trouble') return this.#trouble;
    if (name === 'found') return foundView(id, this.#found);
    return this.#overview;
  }

  async #search(event) {
    event.preventDefault();
    const text = new FormData(event.target).get('text').trim();
    if (!text) return;
    try {
      const { address, orders } = await find(this.api, text);
      if (orders) this.#found = orders;
      location.hash = address ?? `#/found/${encodeURIComponent(text)}`;
    } catch (error) {
      notice(error instanceof Refused ? (error.status === 404 ? 'Nothing has this id.' : sentence(error.problem)) : 'The server is away: try again.', 'bad');
    }
  }

  /** How much is stuck, beside the way to it. */
  async #count() {
    const link = place('trouble-link');
    link.hidden = !this.ops || !this.may('orders:ops') || (this.#login && !this.user);
    if (!link.hidden && !document.hidden) {
      const number = await stuck(this.ops);
      place('trouble-count').hidden = number === 0;
      say(place('trouble-count'), number ?? '?');
      mark(place('trouble-count'), 'title', number === null ? NOT_KNOWN : null);
    }
    setTimeout(() => this.#count(), STUCK_MILLIS);
  }
}

function foundView(text, orders) {
  const list = new List('order', `Orders with the reference ${text}`, `No order has the reference ${text}.`);
  return { title: 'Found', element: h('div', { class: 'view' }, h('h1', {}, 'Found'), list.element), draw: () => list.draw(orders) };
}

function welcome(login) {
  const action = login.isPossible
    ? h('div', { class: 'actions' }, button('Log in', () => login.begin(), { class: 'primary' }))
    : h('p', { class: 'bad' }, 'One cannot log in here now: the issuer does not answer, or does not know this page, which bakery.page.client-id would name.');
  return {
    title: 'Log in',
    element: h('div', { class: 'view' }, h('section', { class: 'intro' },
      h('h1', {}, 'Order Bakery'),
      h('p', {}, 'Orders, from the request to everybody who listens. This server asks who you are: you see and may do what your scopes allow.'),
      action)),
    draw() {},
  };
}

new App().start().catch((error) => {
  say(place('connection'), 'Offline');
  say(place('away'), `The page could not begin: ${error.message}. Load it again.`);
  place('away').hidden = false;
});
