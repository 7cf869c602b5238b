/** Asks for a few words before something is done. */

import { button, h } from './elements.js';

/**
 * Opens a dialog, and closes it once `act` has succeeded; what it throws is shown.
 * @param {string} title
 * @param {(string | Node)[]} text above the fields
 * @param {{name: string, label: string, value?: string, type?: string, required?: boolean}[]} fields
 * @param {string} verb what the button says
 * @param {(values: Record<string, string>) => Promise<void>} act
 */
export function ask(title, text, fields, verb, act) {
  const failed = h('p', { class: 'bad', role: 'alert' });
  const inputs = fields.map(({ name, label, value = '', type = 'text', required = false }) => h('label', {}, label,
    type === 'area' ? h('textarea', { name, rows: 3, required }, value) : h('input', { name, type, value, required, autocomplete: 'off' })));
  const go = h('button', { class: 'primary' }, verb);
  const form = h('form', { method: 'dialog' },
    h('h2', { id: 'dialog-title' }, title), text.map((it) => (typeof it === 'string' ? h('p', {}, it) : it)), inputs, failed,
    h('div', { class: 'actions' }, go, button('Close', () => dialog.close())));
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    go.disabled = true;
    failed.textContent = '';
    try {
      await act(Object.fromEntries(new FormData(form)));
      dialog.close();
    } catch (error) {
      failed.textContent = error.message;
    } finally {
      go.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}
