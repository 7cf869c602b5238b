/** The merge-patch for what somebody has changed of an order: what is not in it, the server does not look at. */

const OF_A_LINE = ['product', 'sku', 'name', 'quantity', 'price', 'discount', 'tax'];

/**
 * @param {{customer: string, note: string}} given as the dialog has it, with `quantity0` and so on for the lines that it shows
 * @returns {object} without a field where nothing was changed
 */
export function patchOf(order, given) {
  const products = order.products.map((line, at) => withQuantity(line, given[`quantity${at}`]));
  return {
    ...(given.customer === asLine(order.customer?.name) ? {} : { customer: customerOf(order.customer, given.customer) }),
    ...(given.note === asText(order.note) ? {} : { note: given.note || null }),
    ...(products.every((line, at) => line === order.products[at]) ? {} : { products: products.map(sent) }),
  };
}

/** A customer has one field at least: with the last of them, it goes. */
function customerOf(customer, name) {
  const others = Object.keys(customer ?? {}).filter((it) => it !== 'name');
  return name || others.length > 0 ? { name: name || null } : null;
}

/** As a browser has them in their fields: a line without ends of lines, and a text with its own. */
const asLine = (text) => (text ?? '').replace(/[\r\n]/g, '');
const asText = (text) => (text ?? '').replace(/\r\n?/g, '\n');

const withQuantity = (line, given) => (given === undefined || Number(given) === Number(line.quantity) ? line : { ...line, quantity: Number(given) });

/** What a client may send of a line. */
const sent = (line) => Object.fromEntries(OF_A_LINE.filter((name) => line[name] !== undefined).map((name) => [name, line[name]]));
